import { feature } from '#platform/features';
import * as commands from './directive.commands.js';
import { handleDirective } from './directive.handle.js';
import { directivePublication } from './directive.publication.js';
import { directivesInForce, rules } from './directives-in-force.read-model.js';
import { directive, directiveCompliance, directives } from './directives.read-model.js';

export default feature({
  route: 'directives',
  commands,
  handle: handleDirective,
  questions: [directives, directivesInForce, directive],
  projections: [directiveCompliance, rules],
  publications: [directivePublication],
});
