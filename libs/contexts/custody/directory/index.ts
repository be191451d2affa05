import { feature } from '#platform/features';
import { directory, directorySearch } from './directory.read-model.js';

export default feature({ route: 'directory', questions: [directorySearch], projections: [directory] });
