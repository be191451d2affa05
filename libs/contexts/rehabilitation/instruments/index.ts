import { feature } from '#platform/features';
import { InstrumentController } from './instrument.controller.js';

/** Instruments are code, not records: what they ask and score is told by routes of their own. */
export default feature({ route: 'instruments', controllers: [InstrumentController] });
