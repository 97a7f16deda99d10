/** Every migration, in order. A migration is never edited once it has landed: a new one follows it. */
import type { Migration } from 'kysely';
import * as createAgencies from './20261123-01-create-agencies';
import * as createQuestionnaires from './20261123-02-create-questionnaires';
import * as createSurveys from './20261123-03-create-surveys';
import * as createResponses from './20261123-04-create-responses';
import * as createUsers from './20261123-05-create-users';
import * as clearKeptTallies from './20261126-01-clear-kept-tallies';
import * as createWeights from './20261126-02-create-weights';
import * as createScorecards from './20261126-03-create-scorecards';
import * as createAudit from './20261126-04-create-audit';
import * as addNameKeys from './20261126-05-add-name-keys';
import * as createJobs from './20261126-06-create-jobs';
import * as addCounterHandover from './20261126-07-add-counter-handover';
import * as addQuestionnaireDrafts from './20261127-02-add-questionnaire-drafts';
import * as createQuality from './20261127-05-create-quality';
import * as createTokens from './20261127-03-create-tokens';
import * as createAccountSecurity from './20261127-04-create-account-security';
import * as addRulesTried from './20261128-02-add-rules-tried';
import * as createCounterGaps from './20261128-03-create-counter-gaps';
import * as createDecisionCounters from './20261129-01-create-decision-counters';
import * as createKeptForms from './20261129-04-create-kept-forms';
import * as createFrames from './20261130-01-create-frames';
import * as createDraws from './20261130-02-create-draws';
import * as createFieldwork from './20261130-03-create-fieldwork';
import * as createApiTokens from './20261130-04-create-api-tokens';
import * as createReplacementRequests from './20261130-14-create-replacement-requests';
import * as erasuresOutlive from './20261130-17-erasures-outlive';
import * as indexDossiers from './20261130-17b-index-dossiers';
import * as indexRoundCodes from './20261201-02-index-round-codes';
import * as indexSlips from './20261201-05-index-slips';
import * as createGiveUps from './20261202-03-create-give-ups';
import * as sealPersonalCodes from './20261202-04-seal-personal-codes';
import * as keepFormTraces from './20261203-01-keep-form-traces';
import * as createFrameUploads from './20261130-12-create-frame-uploads';
import * as addClusters from './20261130-11-add-clusters';

export const migrations: Readonly<Record<string, Migration>> = {
  '20261123-01-create-agencies': createAgencies,
  '20261123-02-create-questionnaires': createQuestionnaires,
  '20261123-03-create-surveys': createSurveys,
  '20261123-04-create-responses': createResponses,
  '20261123-05-create-users': createUsers,
  '20261126-01-clear-kept-tallies': clearKeptTallies,
  '20261126-02-create-weights': createWeights,
  '20261126-03-create-scorecards': createScorecards,
  '20261126-04-create-audit': createAudit,
  '20261126-05-add-name-keys': addNameKeys,
  '20261126-06-create-jobs': createJobs,
  '20261126-07-add-counter-handover': addCounterHandover,
  '20261127-02-add-questionnaire-drafts': addQuestionnaireDrafts,
  '20261127-05-create-quality': createQuality,
  '20261127-03-create-tokens': createTokens,
  '20261127-04-create-account-security': createAccountSecurity,
  '20261128-02-add-rules-tried': addRulesTried,
  '20261128-03-create-counter-gaps': createCounterGaps,
  '20261129-01-create-decision-counters': createDecisionCounters,
  '20261129-04-create-kept-forms': createKeptForms,
  '20261130-01-create-frames': createFrames,
  '20261130-02-create-draws': createDraws,
  '20261130-03-create-fieldwork': createFieldwork,
  '20261130-04-create-api-tokens': createApiTokens,
  '20261130-11-add-clusters': addClusters,
  '20261130-12-create-frame-uploads': createFrameUploads,
  '20261130-14-create-replacement-requests': createReplacementRequests,
  '20261130-17-erasures-outlive': erasuresOutlive,
  '20261130-17b-index-dossiers': indexDossiers,
  '20261201-02-index-round-codes': indexRoundCodes,
  '20261201-05-index-slips': indexSlips,
  '20261202-03-create-give-ups': createGiveUps,
  '20261202-04-seal-personal-codes': sealPersonalCodes,
  '20261203-01-keep-form-traces': keepFormTraces
};
