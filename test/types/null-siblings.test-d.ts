/**
 * The one place where FHIR's JSON is not a value of `@types/fhir`: the `_` sibling of a primitive list holds `null`
 * where an item has neither an id nor an extension, and `Element[]` does not admit that. Such lists go in by
 * `alignedSiblings` and are read by `siblingAt`. `types.test.ts` compares the list below with the base model.
 */
import type { HumanName } from 'careconnect-ems/base';
import type { Organization, PatientOfficialName } from 'careconnect-ems/careconnect';
import { alignedSiblings, siblingAt, type AlignedSiblings } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

interface NullableSiblings {
  'Address.line': R3.Address['_line'];
  'DataRequirement.profile': R3.DataRequirement['_profile'];
  'DataRequirement.mustSupport': R3.DataRequirement['_mustSupport'];
  'DataRequirement.codeFilter.valueCode': R3.DataRequirementCodeFilter['_valueCode'];
  'ElementDefinition.representation': R3.ElementDefinition['_representation'];
  'ElementDefinition.alias': R3.ElementDefinition['_alias'];
  'ElementDefinition.type.aggregation': R3.ElementDefinitionType['_aggregation'];
  'ElementDefinition.condition': R3.ElementDefinition['_condition'];
  'HumanName.given': R3.HumanName['_given'];
  'HumanName.prefix': R3.HumanName['_prefix'];
  'HumanName.suffix': R3.HumanName['_suffix'];
  'Meta.profile': R3.Meta['_profile'];
  'Timing.event': R3.Timing['_event'];
  'Timing.repeat.dayOfWeek': R3.TimingRepeat['_dayOfWeek'];
  'Timing.repeat.timeOfDay': R3.TimingRepeat['_timeOfDay'];
  'Timing.repeat.when': R3.TimingRepeat['_when'];
  'AllergyIntolerance.category': R3.AllergyIntolerance['_category'];
  'AuditEvent.agent.policy': R3.AuditEventAgent['_policy'];
  'CapabilityStatement.instantiates': R3.CapabilityStatement['_instantiates'];
  'CapabilityStatement.format': R3.CapabilityStatement['_format'];
  'CapabilityStatement.patchFormat': R3.CapabilityStatement['_patchFormat'];
  'CapabilityStatement.implementationGuide': R3.CapabilityStatement['_implementationGuide'];
  'CapabilityStatement.rest.resource.referencePolicy': R3.CapabilityStatementRestResource['_referencePolicy'];
  'CapabilityStatement.rest.resource.searchInclude': R3.CapabilityStatementRestResource['_searchInclude'];
  'CapabilityStatement.rest.resource.searchRevInclude': R3.CapabilityStatementRestResource['_searchRevInclude'];
  'CapabilityStatement.rest.compartment': R3.CapabilityStatementRest['_compartment'];
  'ChargeItem.definition': R3.ChargeItem['_definition'];
  'Claim.insurance.preAuthRef': R3.ClaimInsurance['_preAuthRef'];
  'Claim.item.careTeamLinkId': R3.ClaimItem['_careTeamLinkId'];
  'Claim.item.diagnosisLinkId': R3.ClaimItem['_diagnosisLinkId'];
  'Claim.item.procedureLinkId': R3.ClaimItem['_procedureLinkId'];
  'Claim.item.informationLinkId': R3.ClaimItem['_informationLinkId'];
  'ClaimResponse.item.noteNumber': R3.ClaimResponseItem['_noteNumber'];
  'ClaimResponse.item.detail.noteNumber': R3.ClaimResponseItemDetail['_noteNumber'];
  'ClaimResponse.item.detail.subDetail.noteNumber': R3.ClaimResponseItemDetailSubDetail['_noteNumber'];
  'ClaimResponse.addItem.sequenceLinkId': R3.ClaimResponseAddItem['_sequenceLinkId'];
  'ClaimResponse.addItem.noteNumber': R3.ClaimResponseAddItem['_noteNumber'];
  'ClaimResponse.addItem.detail.noteNumber': R3.ClaimResponseAddItemDetail['_noteNumber'];
  'ClaimResponse.insurance.preAuthRef': R3.ClaimResponseInsurance['_preAuthRef'];
  'ClinicalImpression.protocol': R3.ClinicalImpression['_protocol'];
  'CodeSystem.filter.operator': R3.CodeSystemFilter['_operator'];
  'CompartmentDefinition.resource.param': R3.CompartmentDefinitionResource['_param'];
  'Composition.attester.mode': R3.CompositionAttester['_mode'];
  'Endpoint.payloadMimeType': R3.Endpoint['_payloadMimeType'];
  'Endpoint.header': R3.Endpoint['_header'];
  'ExplanationOfBenefit.insurance.preAuthRef': R3.ExplanationOfBenefitInsurance['_preAuthRef'];
  'ExplanationOfBenefit.item.careTeamLinkId': R3.ExplanationOfBenefitItem['_careTeamLinkId'];
  'ExplanationOfBenefit.item.diagnosisLinkId': R3.ExplanationOfBenefitItem['_diagnosisLinkId'];
  'ExplanationOfBenefit.item.procedureLinkId': R3.ExplanationOfBenefitItem['_procedureLinkId'];
  'ExplanationOfBenefit.item.informationLinkId': R3.ExplanationOfBenefitItem['_informationLinkId'];
  'ExplanationOfBenefit.item.noteNumber': R3.ExplanationOfBenefitItem['_noteNumber'];
  'ExplanationOfBenefit.item.detail.noteNumber': R3.ExplanationOfBenefitItemDetail['_noteNumber'];
  'ExplanationOfBenefit.item.detail.subDetail.noteNumber': R3.ExplanationOfBenefitItemDetailSubDetail['_noteNumber'];
  'ExplanationOfBenefit.addItem.sequenceLinkId': R3.ExplanationOfBenefitAddItem['_sequenceLinkId'];
  'ExplanationOfBenefit.addItem.noteNumber': R3.ExplanationOfBenefitAddItem['_noteNumber'];
  'ExplanationOfBenefit.addItem.detail.noteNumber': R3.ExplanationOfBenefitAddItemDetail['_noteNumber'];
  'HealthcareService.programName': R3.HealthcareService['_programName'];
  'HealthcareService.availableTime.daysOfWeek': R3.HealthcareServiceAvailableTime['_daysOfWeek'];
  'ImplementationGuide.binary': R3.ImplementationGuide['_binary'];
  'ImplementationGuide.page.type': R3.ImplementationGuidePage['_type'];
  'ImplementationGuide.page.package': R3.ImplementationGuidePage['_package'];
  'Location.alias': R3.Location['_alias'];
  'Measure.definition': R3.Measure['_definition'];
  'OperationDefinition.resource': R3.OperationDefinition['_resource'];
  'OperationDefinition.overload.parameterName': R3.OperationDefinitionOverload['_parameterName'];
  'OperationOutcome.issue.location': R3.OperationOutcomeIssue['_location'];
  'OperationOutcome.issue.expression': R3.OperationOutcomeIssue['_expression'];
  'Organization.alias': R3.Organization['_alias'];
  'PlanDefinition.action.goalId': R3.PlanDefinitionAction['_goalId'];
  'PractitionerRole.availableTime.daysOfWeek': R3.PractitionerRoleAvailableTime['_daysOfWeek'];
  'ProcessRequest.include': R3.ProcessRequest['_include'];
  'ProcessRequest.exclude': R3.ProcessRequest['_exclude'];
  'Provenance.policy': R3.Provenance['_policy'];
  'Questionnaire.subjectType': R3.Questionnaire['_subjectType'];
  'SearchParameter.base': R3.SearchParameter['_base'];
  'SearchParameter.target': R3.SearchParameter['_target'];
  'SearchParameter.comparator': R3.SearchParameter['_comparator'];
  'SearchParameter.modifier': R3.SearchParameter['_modifier'];
  'SearchParameter.chain': R3.SearchParameter['_chain'];
  'StructureDefinition.context': R3.StructureDefinition['_context'];
  'StructureDefinition.contextInvariant': R3.StructureDefinition['_contextInvariant'];
  'StructureMap.import': R3.StructureMap['_import'];
  'StructureMap.group.rule.target.listMode': R3.StructureMapGroupRuleTarget['_listMode'];
  'StructureMap.group.rule.dependent.variable': R3.StructureMapGroupRuleDependent['_variable'];
  'Subscription.channel.header': R3.SubscriptionChannel['_header'];
  'TestScript.metadata.capability.origin': R3.TestScriptMetadataCapability['_origin'];
  'TestScript.metadata.capability.link': R3.TestScriptMetadataCapability['_link'];
  'ValueSet.compose.include.valueSet': R3.ValueSetComposeInclude['_valueSet'];
}

// All are declared alike, so one converter serves them
expectTypeOf<NullableSiblings[keyof NullableSiblings]>().toEqualTypeOf<R3.Element[] | undefined>();

const middleNameOnly: AlignedSiblings = [null, { extension: [{ url: 'https://example.org/middle-name' }] }];

// As it stands, no property takes it …
// @ts-expect-error: null in the sibling of a list
accept<Pick<HumanName, '_given'>>({ _given: [null, { id: 'middle' }] });
// @ts-expect-error: in a profile too
accept<Pick<PatientOfficialName, '_given'>>({ _given: middleNameOnly });

// … and converted, each of them does
accept<NullableSiblings[keyof NullableSiblings]>(alignedSiblings(middleNameOnly));
accept<PatientOfficialName>({
  use: 'official',
  family: 'Thistlewood',
  given: ['Ada', 'Mary'],
  _given: alignedSiblings(middleNameOnly),
});
accept<Pick<Organization, 'alias' | '_alias'>>({
  alias: ['Larkspur Lane', 'The Old Dairy'],
  _alias: alignedSiblings([{ id: 'former' }, null]),
});
// @ts-expect-error: the items are elements
alignedSiblings(['Mary']);

// Reading: null, a shorter list and no list are all undefined
declare const siblings: PatientOfficialName['_given'];
expectTypeOf(siblingAt(siblings, 1)).toEqualTypeOf<R3.Element | undefined>();
// A list from elsewhere, nulls and all, is read in the same way
expectTypeOf(siblingAt(middleNameOnly, 0)).toEqualTypeOf<R3.Element | undefined>();

// The sibling of a single primitive holds no null
// @ts-expect-error: absent is left out
accept<Pick<PatientOfficialName, '_family'>>({ _family: null });
