import { labels } from '#kernel';

export const VISIT_PURPOSES = labels('VISIT_PURPOSES', 'clear', {
  COORDINATION: 'To agree how to work together',
  MONITORING: 'To see how the work goes',
  INSPECTION: 'To check whether rules are kept',
  SEARCH_SUPPORT: 'To help with a search',
  TRAINING: 'To train staff',
});
export const PROGRAMMES = labels('VISIT_PROGRAMMES', 'clear', {
  RUTAN_BERSINAR: 'The programme for a drug-free detention house (Bersih dari Narkoba)',
});
export const TEAM_FUNCTIONS = labels('VISIT_TEAM_FUNCTIONS', 'clear', {
  TEAM_LEADER: 'Leads the visiting team',
  REHABILITATION: 'From the rehabilitation section',
  CLINIC_NURSE: 'Nurse of a clinic',
  ANTI_DRUG_COUNSELLOR: 'Anti-drug educator (penyuluh)',
  ASSESSOR: 'Assesses people at risk',
  ERADICATION: 'From the section that fights the drug trade',
  ADMINISTRATION: 'Does the paperwork',
});
export const OBSERVATION_TOPICS = labels('VISIT_OBSERVATION_TOPICS', 'clear', {
  COOPERATION: 'How the parties work together',
  REHABILITATION_PROGRAMME: 'How the rehabilitation programme runs',
  SCREENING_AND_ASSESSMENT: 'How people are screened and assessed',
  URINE_TESTS: 'How urine is tested',
  HEALTH_SERVICE: 'How the clinic works',
  OUTREACH: 'Talks that keep people from drugs',
  DIRECTIVES: 'Whether technical directives are known and followed',
  CONTRABAND_PREVENTION: 'How forbidden goods are kept out',
  FACILITIES: 'Rooms and equipment',
  STAFFING: 'Whether there are enough people, and trained ones',
  RECORDS: 'Whether records are kept as they should be',
});
export const EXTENSION_REASONS = labels('FOLLOW_UP_EXTENSION_REASONS', 'clear', {
  WAITING_FOR_OTHERS: 'Somebody else must act first',
  BUDGET_NOT_RELEASED: 'The money is not there yet',
  STAFF_UNAVAILABLE: 'There was nobody to do it',
  SCOPE_GREW: 'There is more to do than was thought',
  SECURITY_SITUATION: 'Security did not allow it',
});
