import { feature } from '#platform/features';
import * as commands from './programme-template.commands.js';
import { handleProgrammeTemplate } from './programme-template.handle.js';
import { offers, programmeTemplate, programmeTemplates } from './programme-templates.read-model.js';

export default feature({
  route: 'programme-templates',
  commands,
  handle: handleProgrammeTemplate,
  questions: [programmeTemplates, programmeTemplate],
  projections: [offers],
});
