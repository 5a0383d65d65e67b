// Names of events that any page may say. What their own pages say beside them: event-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const eventNames = defineWords({
  nav: ['对接活动', 'Events'],
  manage: ['活动与报名', 'Events and registrations'],
  one: ['对接活动', 'Event'],
  registration: ['活动报名', 'Registration for an event'],
  meeting: ['活动对接记录', 'Meeting at an event'],
  'form.title': ['登记对接活动', 'New event'],
  'registrationForm.title': ['报名参加活动', 'Register for the event'],
  'meetingForm.title': ['记录活动对接', 'Log a meeting at the event'],
});
