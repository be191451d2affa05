import { feature } from '#platform/features';
import * as commands from './staff.commands.js';
import { handleStaff } from './staff.handle.js';
import { colleagues, me, staffDirectory, staffRecord } from './staff.read-model.js';

export const whoAsks = feature({ route: 'me', questions: [me] });

export default feature({
  route: 'staff',
  commands,
  handle: handleStaff,
  questions: [colleagues, staffRecord],
  projections: [staffDirectory],
});
