import { sentences } from '#kernel';

sentences({
  'period-reversed': { en: 'The period ends on {to}, before it begins on {from}: choose a later end.' },
});
