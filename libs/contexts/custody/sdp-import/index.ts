import { feature } from '#platform/features';
import { SdpImportController } from './sdp-import.controller.js';

export default feature({ route: 'sdp-imports', controllers: [SdpImportController] });
