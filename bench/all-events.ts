/** The guards of all events, by code: loaded when they are measured. */
import * as bloodSpotTestOutcome from 'careconnect-ems/events/blood-spot-test-outcome-1/message';
import * as newbornHearing from 'careconnect-ems/events/newborn-hearing-1/message';
import * as nipeOutcome from 'careconnect-ems/events/nipe-outcome-1/message';
import * as pdsBirthNotification from 'careconnect-ems/events/pds-birth-notification-1/message';
import * as pdsChangeOfAddress from 'careconnect-ems/events/pds-change-of-address-1/message';
import * as pdsChangeOfGp from 'careconnect-ems/events/pds-change-of-gp-1/message';
import * as pdsDeathNotification from 'careconnect-ems/events/pds-death-notification-1/message';
import * as pdsRecordChange from 'careconnect-ems/events/pds-record-change-1/message';
import * as professionalContacts from 'careconnect-ems/events/professional-contacts-1/message';
import * as vaccinations from 'careconnect-ems/events/vaccinations-1/message';

export const events = {
  'blood-spot-test-outcome-1': bloodSpotTestOutcome,
  'newborn-hearing-1': newbornHearing,
  'nipe-outcome-1': nipeOutcome,
  'pds-birth-notification-1': pdsBirthNotification,
  'pds-change-of-address-1': pdsChangeOfAddress,
  'pds-change-of-gp-1': pdsChangeOfGp,
  'pds-death-notification-1': pdsDeathNotification,
  'pds-record-change-1': pdsRecordChange,
  'professional-contacts-1': professionalContacts,
  'vaccinations-1': vaccinations,
};
