/** What the pages of the service say of requests and answers, written from them and not from `profiles/`. */

/** Answers to what was taken; a warning may come with those that `warns`. */
export const success = [
  { operation: 'publish', status: 202, warns: true },
  { operation: 'create a subscription', status: 201, warns: true },
  { operation: 'delete a subscription', status: 200, warns: false },
] as const;

/** Warnings about the life cycle of an event, as the pages show them. */
export const outcomes = [
  {
    code: 'DEPRECATED',
    severity: 'information',
    issueCode: 'informational',
    display: 'Event message type has been deprecated',
  },
  {
    code: 'NO_LONGER_SUPPORTED',
    severity: 'fatal',
    issueCode: 'not-supported',
    display: 'Event message type is no longer supported',
  },
] as const;

export const codes = [
  { code: 'NO_RECORD_FOUND', display: 'No record found' },
  { code: 'PATIENT_NOT_FOUND', display: 'Patient not found' },
  { code: 'INVALID_NHS_NUMBER', display: 'Invalid NHS number' },
  { code: 'INVALID_CODE_SYSTEM', display: 'Invalid code system' },
  { code: 'INVALID_CODE_VALUE', display: 'Invalid code value' },
  { code: 'INVALID_VALUE', display: 'An input field has an invalid value for its type' },
  { code: 'INVALID_IDENTIFIER_SYSTEM', display: 'Invalid identifier system' },
  { code: 'INVALID_IDENTIFIER_VALUE', display: 'Invalid identifier value' },
  { code: 'CONFLICTING_VALUES', display: 'Conflicting values have been specified in different fields' },
  { code: 'INVALID_ELEMENT', display: 'Invalid element' },
  { code: 'AUTHOR_CREDENTIALS_ERROR', display: 'Author credentials error' },
  { code: 'INVALID_PARAMETER', display: 'Invalid parameter' },
  { code: 'REQUEST_UNMATCHED', display: 'Request does not match authorisation token' },
  { code: 'MESSAGE_NOT_WELL_FORMED', display: 'Message not well formed' },
  { code: 'NO_PATIENT_CONSENT', display: 'Patient has not provided consent to share data' },
  { code: 'NO_ORGANISATIONAL_CONSENT', display: 'Organisation has not provided consent to share data' },
  { code: 'BAD_REQUEST', display: 'Bad request' },
  { code: 'INVALID_RESOURCE', display: 'Invalid validation of resource' },
  { code: 'ORGANISATION_NOT_FOUND', display: 'Organisation not found' },
  { code: 'PRACTITIONER_NOT_FOUND', display: 'Practitioner not found' },
  { code: 'PATIENT_SENSITIVE', display: 'Patient sensitive' },
  { code: 'NO_RELATIONSHIP', display: 'No legitimate relationship exists with this patient' },
  { code: 'FHIR_CONSTRAINT_VIOLATION', display: 'FHIR constraint violated' },
  { code: 'FLAG_ALREADY_SET', display: 'Flag value was already set' },
  {
    code: 'INVALID_REQUEST_STATE',
    display: 'The request exists but is not in an appropriate state for the call to succeed',
  },
  { code: 'INVALID_REQUEST_TYPE', display: 'The type of request is not supported by the API call' },
  { code: 'ACCESS DENIED', display: 'Access has been denied to process this request' },
  { code: 'ASID_CHECK_FAILED', display: "The sender or receiver's ASID is not authorised for this interaction" },
  { code: 'MISSING_OR_INVALID_HEADER', display: 'There is a required header missing or invalid' },
  { code: 'ACCESS_DENIED_SSL', display: 'SSL Protocol or Cipher requirements not met' },
  { code: 'MSG_RESOURCE_ID_FAIL', display: 'Client is not permitted to assign an id' },
  { code: 'DUPLICATE_REJECTED', display: 'Create would lead to creation of a duplicate resource' },
  { code: 'RESOURCE_CREATED', display: 'New resource created' },
  { code: 'RESOURCE_DELETED', display: 'Resource removed' },
  { code: 'RESOURCE_UPDATED', display: 'Resource has been successfully updated' },
  { code: 'INVALID_REQUEST_MESSAGE', display: 'Invalid request message' },
  { code: 'INTERNAL_SERVER_ERROR', display: 'Unexpected internal server error' },
  { code: 'INVALID_PATIENT_DEMOGRAPHICS', display: 'Invalid patient demographics' },
  { code: 'NOT_IMPLEMENTED', display: 'Not implemented' },
  { code: 'REFERENCE_NOT_FOUND', display: 'Reference not found' },
  { code: 'DEPRECATED', display: 'Event message type has been deprecated' },
  { code: 'NO_LONGER_SUPPORTED', display: 'Event message type is no longer supported' },
  { code: 'WITHDRAWN', display: 'Event message type has been withdrawn' },
  { code: 'UNSUPPORTED_MEDIA_TYPE', display: 'Unsupported media type' },
  { code: 'PRECONDITION_FAILED', display: 'Precondition failed' },
] as const;

/** Events that suppliers publish, each with its InteractionID. */
export const interactionIds = {
  'blood-spot-test-outcome-1': 'urn:nhs:names:services:events:Bloodspottestoutcome.Write',
  'newborn-hearing-1': 'urn:nhs:names:services:events:Newbornhearing.Write',
  'nipe-outcome-1': 'urn:nhs:names:services:events:Nipeoutcome.Write',
  'professional-contacts-1': 'urn:nhs:names:services:events:Professionalcontacts.Write',
  'vaccinations-1': 'urn:nhs:names:services:events:Vaccinations.Write',
} as const;

/** WorkflowIDs of all events. */
export const workflowIds = {
  'blood-spot-test-outcome-1': 'BLOODSPOTTESTOUTCOME_1',
  'newborn-hearing-1': 'NEWBORNHEARING_1',
  'nipe-outcome-1': 'NIPEOUTCOME_1',
  'pds-birth-notification-1': 'BIRTHNOTIFICATION_1',
  'pds-change-of-address-1': 'CHANGEOFADDRESS_1',
  'pds-change-of-gp-1': 'CHANGEOFGP_1',
  'pds-death-notification-1': 'DEATHNOTIFICATION_1',
  'pds-record-change-1': 'PDSRECORDCHANGE_1',
  'professional-contacts-1': 'PROFESSIONALCONTACTS_1',
  'vaccinations-1': 'VACCINATIONS_1',
} as const;

/** The request that publishes a message. */
export const publication = {
  method: 'POST',
  path: '/STU3/Events/1/$process-message',
  hosts: ['https://demographics.spineservices.nhs.uk', 'https://clinicals.spineservices.nhs.uk'],
  headers: ['fromASID', 'toASID', 'InteractionID', 'Authorization', 'Content-Type', 'Accept'],
  mimeTypes: [
    'application/fhir+xml',
    'application/fhir+xml;charset=utf-8',
    'application/xml+fhir',
    'application/xml+fhir;charset=utf-8',
  ],
  defaultMimeType: 'application/xml+fhir;charset=utf-8',
  maxBytes: 3_000_000,
  scope: 'patient/Bundle.write',
} as const;
