import { feature } from '#platform/features';
import { coverageQuestions, coverOverTime } from './coverage-questions.read-model.js';
import { progress, progressBoard } from './progress.read-model.js';
import * as commands from './session.commands.js';
import { sessionCalendar } from './session.document.js';
import { handleSession } from './session.handle.js';
import { sessionPublication } from './session.publication.js';
import { session, sessions } from './sessions.read-model.js';

export const coverage = feature({
  route: 'coverage-questions',
  questions: [coverageQuestions],
  projections: [coverOverTime],
});

export const progressOfCases = feature({ route: 'progress', questions: [progress], projections: [progressBoard] });

export default feature({
  route: 'sessions',
  commands,
  handle: handleSession,
  questions: [sessions, session],
  projections: [sessionCalendar],
  publications: [sessionPublication],
});
