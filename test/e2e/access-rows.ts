/**
 * Who gets what, written out by hand: for every route each way of asking that it has, for each of its addresses the status by
 * person. access.spec.ts finds the routes and their ways of asking in src/routes; a route or a way without a row here fails.
 */
import type { Addresses, Row, Statuses } from './access-row';
import { asFile, asPage, ofAll, ofInterviewer, ofReaders, same, same401 } from './access-row';
import { recheckRows } from './recheck-rows';
import type { Seeded } from './support/seed';

/** The administrator and the coordinator hold the whole province; each viewer one commune. `receipt`: one of a stored form. */
export function accessRows(
  { forms, surveys, series, places, scorecards, round, draftRound, rechecked, ...seeded }: Seeded,
  receipt: string
): readonly Row[] {
  const { province, commune, otherCommune, thinCommune } = places;
  const [counter, otherCounter] = [seeded.communeCounters[0]!.code, seeded.otherCounter.code];

  const report = (agency: string, survey: string, file: string) => `/admin/reports/${agency}/${survey}${file}?period=all`;
  const agencyReports = (file = ''): Addresses => ({
    [report(commune.code, surveys.many, file)]: [401, 200, 200, 200, 403],
    [report(otherCommune.code, surveys.many, file)]: [401, 200, 200, 403, 200],
    [report(thinCommune.code, surveys.many, file)]: [401, 200, 200, 403, 403],
    [report(province.code, surveys.many, file)]: [401, 200, 200, 403, 403],
    [report(commune.code, `series:${series}`, file)]: [401, 200, 200, 200, 403],
    [report(otherCommune.code, `series:${series}`, file)]: [401, 200, 200, 403, 200],
    // A survey that asks at the other commune alone.
    [report(commune.code, surveys.thin, file)]: [401, 200, 200, 404, 403],
    [report(commune.code, 'khong-co-dot-nay', file)]: [401, 404, 404, 404, 403],
    [report('khong-co-noi-nay', surveys.many, file)]: [401, 404, 404, 404, 404]
  });
  /** Pages of an agency that are there for whoever may read it, and files of them only where there is something to compare. */
  const compared = (view: string, kind: '' | '.csv' | '.json', emptyAt: readonly string[]): Addresses =>
    Object.fromEntries(
      Object.entries(agencyReports(`/${view}${kind}`)).map(([address, statuses]) => {
        const isEmpty = kind !== '' && emptyAt.some((place) => address.startsWith(`/admin/reports/${place}`));
        return [address, statuses.map((status) => (isEmpty && status === 200 ? 404 : status)) as unknown as Statuses];
      })
    );
  const communes = [commune, otherCommune, thinCommune].map(({ code }) => code);
  // At the commune the survey `thin` has no counter.
  const noCounter = [`${commune.code}/${surveys.thin}`];
  const counterReport = (agency: string, code: string, file: string) => report(agency, `${surveys.many}/counters/${code}`, file);
  const counterReports = (file = ''): Addresses => ({
    [counterReport(commune.code, counter, file)]: [401, 200, 200, 200, 403],
    [counterReport(otherCommune.code, otherCounter, file)]: [401, 200, 200, 403, 200],
    // Another agency's counter under one's own agency, and the own counter under another's.
    [counterReport(commune.code, otherCounter, file)]: [401, 404, 404, 403, 404],
    [counterReport(otherCommune.code, counter, file)]: [401, 404, 404, 404, 403],
    [counterReport(province.code, counter, file)]: [401, 404, 404, 404, 403],
    [counterReport(commune.code, '33333333', file)]: [401, 404, 404, 404, 404]
  });
  const printed = (file: string): Addresses => ({
    [`/admin/counters/${counter}/${file}`]: [401, 200, 200, 403, 403],
    [`/admin/counters/${otherCounter}/${file}`]: [401, 200, 200, 403, 403],
    [`/admin/counters/33333333/${file}`]: [401, 404, 404, 404, 404]
  });

  const card = (agency: string, file = '', year: number | string = scorecards.year) => `/admin/scorecards/${agency}/${year}${file}`;
  const cards = (file = ''): Addresses => ({
    [card(commune.code, file)]: [401, 200, 200, 200, 403],
    [card(otherCommune.code, file)]: [401, 200, 200, 403, 200],
    [card(thinCommune.code, file)]: [401, 200, 200, 403, 403],
    [card(commune.code, file, scorecards.year - 1)]: [401, 200, 200, 200, 403],
    // No card of that agency, or that year.
    [card(province.code, file)]: [401, 404, 404, 403, 403],
    [card(commune.code, file, 2019)]: [401, 404, 404, 404, 403],
    [card(commune.code, file, 'nam-nay')]: same401(422),
    [card('khong-co-noi-nay', file)]: same401(404)
  });
  const writtenCards = (file: string, stored: number, absent: number): Addresses => ({
    [card(commune.code, file)]: [401, stored, stored, 403, 403],
    [card(otherCommune.code, file)]: [401, stored, stored, 403, 403],
    [card(province.code, file)]: [401, absent, absent, 403, 403]
  });
  const maker = (file: string, agency: string, rules = 'par-index-demo/1') =>
    `/admin/scorecards/${file}?agency=${agency}&year=${scorecards.year}&rules=${rules}`;
  const newCards: Addresses = {
    [maker('new', commune.code)]: [401, 303, 303, 403, 403],
    [maker('new', 'khong-co-noi-nay')]: same401(404)
  };
  const templates: Addresses = {
    [maker('template.xlsx', commune.code)]: [401, 200, 200, 403, 403],
    [maker('template.xlsx', commune.code, 'khong-co/1')]: [401, 422, 422, 403, 403],
    [maker('template.xlsx', 'khong-co-noi-nay')]: [401, 404, 404, 403, 403]
  };

  const agencyPages = (unknown: number): Addresses => ({
    [`/admin/agencies/${commune.code}`]: [401, 200, 200, 403, 403],
    [`/admin/agencies/${province.code}`]: [401, 200, 200, 403, 403],
    '/admin/agencies/khong-co-noi-nay': same401(unknown)
  });
  // Empty forms: nothing is changed by them.
  const changed = (address: string, status: number): Addresses => ({ [address]: [401, status, status, 403, 403] });
  const counterPages: Addresses = {
    [`/admin/counters/${counter}`]: [401, 200, 200, 200, 403],
    [`/admin/counters/${otherCounter}`]: [401, 200, 200, 403, 200],
    '/admin/counters/33333333': same401(404)
  };
  const closedCounter = `/admin/counters/${forms.closedCounter.code}`;

  // Empty forms again; the viewers have no part in running surveys.
  const survey = `/admin/surveys/${surveys.many}`;
  const desk = `/admin/surveys/${round.code}/desk`;
  const draft = `/admin/surveys/${draftRound.code}/desk`;
  const run = (file: string, status: number) => changed(`${survey}${file}`, status);
  const ofRound = (file: string): Addresses => ({
    [`${desk}${file}`]: [401, 200, 200, 403, 403],
    // It asks at counters.
    [`${survey}/desk${file}`]: [401, 404, 404, 403, 403]
  });
  const person = (who: keyof typeof seeded.logins) => `/admin/users/${seeded.logins[who].id}`;
  const administered = (address: string, status: number): Addresses => ({ [address]: [401, status, 403, 403, 403] });

  // What came with the system is everybody's to read and nobody's to change.
  const shipped = '/admin/questionnaires/sipas-short';
  const unknown = '/admin/questionnaires/khong-co-phieu-nay';
  const versions = (file: string): Addresses => ({
    [`${shipped}/1${file}`]: same401(200),
    [`${shipped}/99${file}`]: ofReaders(404),
    [`${shipped}/mot${file}`]: ofReaders(404),
    [`${unknown}/1${file}`]: ofReaders(404)
  });
  const draftPart = `${shipped}/1/edit/item/officer_1`;
  const { quality } = seeded;
  const month = `survey=${quality.survey}&month=${quality.month}`;
  const qualityMonth = (action = '') => `/admin/quality/${quality.counter}?${action}${month}`;
  const decision = `/admin/quality/decisions/${quality.decision}`;

  const form = `/q/${forms.sipas.code}`;
  return [
    { route: '/', asks: { GET: { '/': same(200) } } },
    { route: '/healthz', asks: { GET: { '/healthz': same(200) } } },
    { route: '/privacy', asks: { GET: { '/privacy': same(200) } } },
    // Programs come in by a token: who is signed in is nobody there.
    { route: '/api/v1/dossiers', asks: { POST: { '/api/v1/dossiers': same(401) } } },
    { route: '/api/v1/openapi.json', asks: { GET: { '/api/v1/openapi.json': same(200) } } },
    // An empty form: it is taken from everybody, and then found empty.
    { route: '/q/[code]', asks: { GET: { [form]: same(200) }, POST: { [form]: same(422) } } },
    { route: '/r/[receipt]', asks: { GET: { [`/r/${receipt}`]: same(200), '/r/33333333': same(404) } } },

    {
      route: '/admin/sign-in',
      asks: {
        ...asPage({ '/admin/sign-in': [200, 303, 303, 303, 303, 303, 303] }),
        // Whoever is signed in already is led on, and nothing is tried.
        POST: { '/admin/sign-in': [401, 303, 303, 303, 303, 303, 303] }
      }
    },
    {
      // Without the first step there is no second: back to the first, or on where one is signed in.
      route: '/admin/sign-in/code',
      asks: { ...asPage({ '/admin/sign-in/code': same(303) }), POST: { '/admin/sign-in/code': same(303) } }
    },
    { route: '/admin/sign-out', asks: { POST: { '/admin/sign-out': same(303) } } },

    {
      route: '/admin/forgot',
      // No mail server is set up here.
      asks: { ...asPage({ '/admin/forgot': same(200) }), POST: { '/admin/forgot': same(409) } }
    },
    {
      route: '/admin/password/[token]',
      asks: { ...asPage({ '/admin/password/khong-co': same(410) }), POST: { '/admin/password/khong-co': same(410) } }
    },
    // Somebody can sign in: there is no set-up any more.
    { route: '/admin/set-up', asks: { ...asPage({ '/admin/set-up': same(404) }), POST: { '/admin/set-up': same(404) } } },
    {
      route: '/admin/tokens',
      asks: asPage({
        ...administered('/admin/tokens', 200),
        ...administered('/admin/tokens?q=mot cua&state=active&place=son la&sort=-used&page=2', 200)
      })
    },
    {
      route: '/admin/tokens/new',
      asks: { ...asPage(administered('/admin/tokens/new', 200)), POST: administered('/admin/tokens/new', 422) }
    },
    {
      route: '/admin/tokens/[id]',
      asks: {
        ...asPage({ ...administered(`/admin/tokens/${seeded.token.id}`, 200), ...administered('/admin/tokens/khong-co', 404) }),
        POST: administered('/admin/tokens/khong-co?/revoke', 404)
      }
    },
    {
      route: '/admin/users',
      asks: asPage({
        ...administered('/admin/users', 200),
        ...administered('/admin/users?q=quang van&role=agency_viewer&state=active&place=song ma&sort=-email&page=2', 200)
      })
    },
    {
      route: '/admin/users/new',
      asks: {
        ...asPage(administered('/admin/users/new', 200)),
        POST: { ...administered('/admin/users/new?/invite', 422), ...administered('/admin/users/new?/more', 422) }
      }
    },
    {
      route: '/admin/users/[id]',
      asks: {
        ...asPage({
          ...administered(person('viewer'), 200),
          ...administered(person('administrator'), 200),
          ...administered('/admin/users/khong-co', 404)
        }),
        POST: {
          ...administered(`${person('viewer')}?/rename`, 422),
          ...administered(`${person('viewer')}?/roles`, 303),
          ...administered(`${person('viewer')}?/more`, 422),
          ...administered(`${person('administrator')}?/disable`, 409),
          ...administered(`${person('viewer')}?/enable`, 303),
          ...administered('/admin/users/khong-co?/link', 404),
          ...administered(`${person('viewer')}?/email`, 422),
          ...administered('/admin/users/khong-co?/email', 404),
          ...administered(`${person('viewer')}?/unlock`, 303),
          ...administered(`${person('administrator')}?/unlock`, 409),
          ...administered(`${person('administrator')}?/end-sessions`, 409),
          ...administered('/admin/users/khong-co?/end-sessions', 404),
          ...administered(`${person('viewer')}?/reset-second-factor`, 409),
          ...administered('/admin/users/khong-co?/reset-second-factor', 404)
        }
      }
    },

    { route: '/admin', asks: asPage({ '/admin': [401, 200, 200, 200, 200, 303, 303] }) },
    { route: '/admin/reports/[agency]/[survey]', asks: asPage(agencyReports()) },
    { route: '/admin/reports/[agency]/[survey]/report.csv', asks: asFile(agencyReports('/report.csv')) },
    { route: '/admin/reports/[agency]/[survey]/report.json', asks: asFile(agencyReports('/report.json')) },
    { route: '/admin/reports/[agency]/[survey]/ranking', asks: asPage(compared('ranking', '', [])) },
    { route: '/admin/reports/[agency]/[survey]/ranking.csv', asks: asFile(compared('ranking', '.csv', communes)) },
    { route: '/admin/reports/[agency]/[survey]/ranking.json', asks: asFile(compared('ranking', '.json', communes)) },
    { route: '/admin/reports/[agency]/[survey]/components', asks: asPage(compared('components', '', [])) },
    { route: '/admin/reports/[agency]/[survey]/components.csv', asks: asFile(compared('components', '.csv', noCounter)) },
    { route: '/admin/reports/[agency]/[survey]/components.json', asks: asFile(compared('components', '.json', noCounter)) },
    { route: '/admin/reports/[agency]/[survey]/counters/[counter]', asks: asPage(counterReports()) },
    { route: '/admin/reports/[agency]/[survey]/counters/[counter]/report.csv', asks: asFile(counterReports('/report.csv')) },
    { route: '/admin/reports/[agency]/[survey]/counters/[counter]/report.json', asks: asFile(counterReports('/report.json')) },
    {
      route: '/admin/scorecards',
      asks: {
        ...asPage({
          '/admin/scorecards': same401(200),
          [`/admin/scorecards?year=${scorecards.year - 1}&sort=-points`]: same401(200),
          '/admin/scorecards?year=2019&kind=commune': same401(200)
        }),
        // Without a file.
        POST: { '/admin/scorecards': [401, 422, 422, 403, 403] }
      }
    },
    { route: '/admin/scorecards/new', asks: asFile(newCards) },
    { route: '/admin/scorecards/template.xlsx', asks: asFile(templates) },
    { route: '/admin/scorecards/[agency]/[year]', asks: asPage(cards()) },
    { route: '/admin/scorecards/[agency]/[year]/scorecard.xlsx', asks: asFile(cards('/scorecard.xlsx')) },
    {
      route: '/admin/scorecards/[agency]/[year]/edit',
      // An empty form is one that began before there was a card: it changes nothing.
      asks: { ...asPage(writtenCards('/edit', 200, 404)), POST: writtenCards('/edit', 409, 404) }
    },
    {
      route: '/admin/scorecards/[agency]/[year]/upload',
      asks: { ...asPage(writtenCards('/upload', 200, 404)), POST: writtenCards('/upload', 422, 404) }
    },
    {
      route: '/admin/agencies',
      asks: asPage({
        '/admin/agencies': [401, 200, 200, 403, 403],
        '/admin/agencies?q=chieng&sort=-code&page=2': [401, 200, 200, 403, 403],
        [`/admin/agencies?at=${commune.code}`]: [401, 200, 200, 403, 403]
      })
    },
    {
      route: '/admin/agencies/new',
      asks: {
        ...asPage({ [`/admin/agencies/new?parent=${province.code}`]: [401, 200, 200, 403, 403] }),
        POST: changed('/admin/agencies/new', 422)
      }
    },
    {
      route: '/admin/agencies/merge',
      asks: {
        ...asPage({
          '/admin/agencies/merge': [401, 200, 200, 403, 403],
          [`/admin/agencies/merge?of=${commune.code}&of=${otherCommune.code}`]: [401, 200, 200, 403, 403]
        }),
        POST: changed('/admin/agencies/merge', 422)
      }
    },
    { route: '/admin/agencies/agencies.csv', asks: asFile({ '/admin/agencies/agencies.csv': [401, 200, 200, 403, 403] }) },
    {
      route: '/admin/agencies/import',
      asks: {
        ...asPage({ '/admin/agencies/import': [401, 200, 200, 403, 403] }),
        POST: changed('/admin/agencies/import', 422)
      }
    },
    {
      // The coordinator's job, but no table of agencies.
      route: '/admin/agencies/import/[job]',
      asks: {
        ...asPage({ [`/admin/agencies/import/${seeded.job}`]: [401, 404, 404, 403, 403] }),
        POST: {
          ...changed(`/admin/agencies/import/${seeded.job}?/agree`, 404),
          ...changed(`/admin/agencies/import/${seeded.job}?/discard`, 404)
        }
      }
    },
    {
      route: '/admin/agencies/[code]',
      asks: {
        ...asPage(agencyPages(404)),
        POST: {
          ...changed(`/admin/agencies/${commune.code}?/rename`, 422),
          ...changed(`/admin/agencies/${commune.code}?/move`, 422),
          ...changed(`/admin/agencies/${commune.code}?/close`, 422),
          ...changed(`/admin/agencies/${commune.code}?/reopen`, 409),
          '/admin/agencies/khong-co-noi-nay?/rename': same401(404)
        }
      }
    },
    {
      route: '/admin/surveys',
      asks: asPage({
        '/admin/surveys': [401, 200, 200, 403, 403],
        '/admin/surveys?q=y+kien&state=open&mode=continuous&sort=-name&page=2': [401, 200, 200, 403, 403]
      })
    },
    {
      route: '/admin/surveys/new',
      asks: { ...asPage({ '/admin/surveys/new': [401, 200, 200, 403, 403] }), POST: changed('/admin/surveys/new', 422) }
    },
    {
      route: '/admin/surveys/[code]',
      asks: {
        ...asPage({ [survey]: [401, 200, 200, 403, 403], '/admin/surveys/khong-co-dot-nay': [401, 404, 404, 403, 403] }),
        POST: {
          ...run('?/edit', 422),
          ...run('?/items', 409),
          ...run('?/discard', 409),
          ...run('?/open', 409),
          ...run('?/publish', 409),
          '/admin/surveys/khong-co-dot-nay?/close': [401, 404, 404, 403, 403],
          '/admin/surveys/khong-co-dot-nay?/revise': [401, 404, 404, 403, 403]
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk',
      asks: asPage({
        [`/admin/surveys/${round.code}/desk`]: [401, 200, 200, 403, 403],
        // It asks at counters.
        [`${survey}/desk`]: [401, 404, 404, 403, 403]
      })
    },
    {
      route: '/admin/surveys/[code]/desk/design',
      asks: asPage({ [`${desk}/design`]: [401, 200, 200, 403, 403], [`${survey}/desk/design`]: [401, 404, 404, 403, 403] })
    },
    {
      // Its sample is drawn and it is open: no design can be made any more.
      route: '/admin/surveys/[code]/desk/design/new',
      asks: {
        ...asPage({ [`${desk}/design/new`]: [401, 409, 409, 403, 403], [`${draft}/design/new`]: [401, 200, 200, 403, 403] }),
        POST: { [`${desk}/design/new`]: [401, 409, 409, 403, 403], [`${draft}/design/new`]: [401, 422, 422, 403, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/design/[label]',
      asks: {
        ...asPage({ [`${desk}/design/A`]: [401, 404, 404, 403, 403], [`${draft}/design/A`]: [401, 200, 200, 403, 403] }),
        POST: { [`${desk}/design/A`]: [401, 404, 404, 403, 403], [`${draft}/design/A`]: [401, 422, 422, 403, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/design/compare',
      asks: asPage({
        [`${desk}/design/compare`]: [401, 404, 404, 403, 403],
        [`${draft}/design/compare?one=A&other=B`]: [401, 200, 200, 403, 403]
      })
    },
    {
      route: '/admin/surveys/[code]/desk/draw',
      asks: {
        ...asPage({
          [`${desk}/draw`]: [401, 200, 200, 403, 403],
          [`${desk}/draw?check=yes`]: [401, 200, 200, 403, 403],
          [`${survey}/desk/draw`]: [401, 404, 404, 403, 403]
        }),
        POST: { [`${desk}/draw?/draw`]: [401, 409, 409, 403, 403], [`${desk}/draw?/check`]: [401, 303, 303, 403, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/draw/record',
      asks: asPage({ [`${desk}/draw/record`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/draw/units',
      asks: asPage({ [`${desk}/draw/units`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/draw/frame.tsv',
      asks: asFile({ [`${desk}/draw/frame.tsv`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/draw/draw.json',
      asks: asFile({ [`${desk}/draw/draw.json`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/frame',
      asks: {
        ...asPage(ofRound('/frame')),
        // Of the round there is a draw, so its list stands.
        POST: {
          [`${desk}/frame?/upload`]: [401, 409, 409, 403, 403],
          [`${desk}/frame?/match`]: [401, 409, 409, 403, 403],
          [`${desk}/frame?/decide`]: [401, 409, 409, 403, 403],
          [`${desk}/frame?/discard`]: [401, 409, 409, 403, 403]
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/frame/columns/[upload]',
      asks: {
        ...asPage({ [`${desk}/frame/columns/khong-co`]: [401, 409, 409, 403, 403] }),
        POST: { [`${desk}/frame/columns/khong-co`]: [401, 409, 409, 403, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/frame/duplicates',
      asks: { ...asPage(ofRound('/frame/duplicates')), POST: { [`${desk}/frame/duplicates`]: [401, 409, 409, 403, 403] } }
    },
    { route: '/admin/surveys/[code]/desk/frame/refusals.csv', asks: asFile(ofRound('/frame/refusals.csv')) },
    { route: '/admin/surveys/[code]/desk/frame/template.csv', asks: asFile(ofRound('/frame/template.csv')) },
    { route: '/admin/surveys/[code]/desk/frame/template.xlsx', asks: asFile(ofRound('/frame/template.xlsx?kind=villages')) },
    {
      route: '/admin/surveys/[code]/desk/field',
      asks: {
        ...asPage(ofRound('/field')),
        // Nobody asked for another unit.
        POST: { [`${desk}/field?/replace`]: [401, 404, 404, 403, 403] }
      }
    },
    { route: '/admin/surveys/[code]/desk/field/flags', asks: asPage(ofRound('/field/flags')) },
    {
      route: '/admin/surveys/[code]/desk/field/assign',
      asks: {
        ...asPage({ [`/admin/surveys/${round.code}/desk/field/assign`]: [401, 200, 200, 403, 403] }),
        POST: {
          [`/admin/surveys/${round.code}/desk/field/assign?/give`]: [401, 422, 422, 403, 403],
          [`/admin/surveys/${round.code}/desk/field/assign?/take-back`]: [401, 422, 422, 403, 403]
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/ledger',
      asks: {
        ...asPage({ [`/admin/surveys/${round.code}/desk/ledger`]: [401, 200, 200, 403, 403] }),
        POST: { [`/admin/surveys/${round.code}/desk/ledger`]: [401, 422, 422, 403, 403] }
      }
    },
    // Only the interviewer, and only what is theirs: this one has no units.
    { route: '/admin/field', asks: asPage({ '/admin/field': ofInterviewer(200), '/admin/field?shell': ofInterviewer(200) }) },
    {
      route: '/admin/field/units/[unit]',
      asks: {
        ...asPage({ '/admin/field/units/khong-co': ofInterviewer(404), '/admin/field/units/any?shell': ofInterviewer(200) }),
        POST: {
          '/admin/field/units/khong-co?/attempt': ofInterviewer(404),
          '/admin/field/units/khong-co?/form': ofInterviewer(404),
          '/admin/field/units/khong-co?/replacement': ofInterviewer(404)
        }
      }
    },
    {
      route: '/admin/field/answer/[round]',
      asks: {
        ...asPage({ [`/admin/field/answer/${round.code}`]: ofInterviewer(404) }),
        POST: { [`/admin/field/answer/${round.code}`]: ofInterviewer(404) }
      }
    },
    // Interviewers send, and whoever asks again.
    { route: '/admin/field/send', asks: { POST: { '/admin/field/send': [401, 403, 403, 403, 403, 422, 422] } } },
    {
      route: '/admin/surveys/[code]/desk/persons',
      asks: {
        ...asPage({
          [`/admin/surveys/${round.code}/desk/persons`]: [401, 200, 200, 403, 403],
          [`${survey}/desk/persons`]: [401, 404, 404, 403, 403]
        }),
        POST: {
          [`/admin/surveys/${round.code}/desk/persons?/retention`]: [401, 422, 422, 403, 403],
          [`/admin/surveys/${round.code}/desk/persons?/one`]: [401, 422, 422, 403, 403],
          [`/admin/surveys/${round.code}/desk/persons?/erase`]: [401, 409, 409, 403, 403]
        }
      }
    },
    ...recheckRows({ round, rechecked }),
    {
      route: '/admin/surveys/[code]/desk/forms',
      asks: {
        ...asPage({
          [`/admin/surveys/${round.code}/desk/forms`]: [401, 200, 200, 403, 403],
          [`${survey}/desk/forms`]: [401, 404, 404, 403, 403]
        }),
        POST: {
          ...changed(`/admin/surveys/${round.code}/desk/forms?/print`, 422),
          ...changed(`/admin/surveys/${round.code}/desk/forms?/texts`, 422)
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/weights',
      asks: {
        ...asPage({
          [`/admin/surveys/${round.code}/desk/weights`]: [401, 200, 200, 403, 403],
          [`${survey}/desk/weights`]: [401, 404, 404, 403, 403]
        }),
        // It is still collecting.
        POST: {
          [`/admin/surveys/${round.code}/desk/weights?/base`]: [401, 409, 409, 403, 403],
          [`/admin/surveys/${round.code}/desk/weights?/undo`]: [401, 409, 409, 403, 403],
          [`${survey}/desk/weights?/fit`]: [401, 404, 404, 403, 403]
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/close',
      asks: {
        ...asPage({
          [`/admin/surveys/${round.code}/desk/close`]: [401, 200, 200, 403, 403],
          [`${survey}/desk/close`]: [401, 404, 404, 403, 403]
        }),
        POST: {
          [`/admin/surveys/${round.code}/desk/close?/freeze`]: [401, 409, 409, 403, 403],
          [`${survey}/desk/close?/freeze`]: [401, 404, 404, 403, 403]
        }
      }
    },
    ...['answers.csv', 'units.csv', 'codebook.csv'].map((file) => ({
      route: `/admin/surveys/[code]/desk/close/${file}`,
      asks: asFile({
        [`/admin/surveys/${round.code}/desk/close/${file}`]: [401, 409, 409, 403, 403] as const,
        [`${survey}/desk/close/${file}`]: [401, 404, 404, 403, 403] as const
      })
    })),
    {
      route: '/admin/surveys/[code]/counters',
      asks: {
        ...asPage({
          [`${survey}/counters`]: [401, 200, 200, 403, 403],
          [`${survey}/counters?part=in&q=quay&at=${commune.code}`]: [401, 200, 200, 403, 403],
          [`${survey}/counters?place=khong-co-noi-nay`]: [401, 200, 200, 403, 403]
        }),
        POST: {
          ...run('/counters?/add', 422),
          ...run('/counters?/remove', 422),
          ...run('/counters?/remove-all', 409),
          '/admin/surveys/khong-co-dot-nay/counters?/add-all': [401, 404, 404, 403, 403]
        }
      }
    },
    {
      route: '/admin/quality',
      // Who decides about nobody is led to what was decided.
      asks: asPage({
        '/admin/quality': [401, 200, 200, 303, 303],
        '/admin/quality?month=all&show=odd&state=new&signal=burst&sort=-odd&page=2': [401, 200, 200, 303, 303]
      })
    },
    {
      route: '/admin/quality/[counter]',
      asks: {
        ...asPage({ [qualityMonth()]: [401, 200, 200, 403, 403], '/admin/quality/33333333': same401(404) }),
        POST: {
          ...changed(qualityMonth('/hold&'), 422),
          ...changed(qualityMonth('/exclude&'), 422),
          ...changed(qualityMonth('/restore&'), 422),
          '/admin/quality/33333333?/see': same401(404)
        }
      }
    },
    {
      route: '/admin/quality/rule',
      asks: {
        ...asPage({ '/admin/quality/rule': [401, 200, 200, 403, 403] }),
        POST: { ...changed('/admin/quality/rule?/preview', 422), ...changed('/admin/quality/rule?/apply', 422) }
      }
    },
    {
      route: '/admin/quality/decisions',
      asks: asPage({ '/admin/quality/decisions': same401(200), '/admin/quality/decisions?open=1&page=9': same401(200) })
    },
    {
      route: '/admin/quality/decisions/[id]',
      asks: {
        ...asPage({ [decision]: [401, 200, 200, 404, 404], '/admin/quality/decisions/khong-co': ofReaders(404) }),
        POST: {
          [`${decision}?/undo`]: [401, 422, 422, 404, 404],
          // Who decides has nobody to object to.
          [`${decision}?/object`]: [401, 403, 403, 404, 404],
          [`${decision}?/answer`]: ofReaders(404)
        }
      }
    },
    {
      route: '/admin/counters',
      asks: asPage({
        '/admin/counters': same401(200),
        '/admin/counters?q=quay&state=quiet&sort=-month&page=3': same401(200),
        [`/admin/counters?agency=${otherCommune.code}`]: [401, 200, 200, 404, 200],
        '/admin/counters?survey=khong-co-dot-nay': ofReaders(404)
      })
    },
    {
      route: '/admin/counters/new',
      asks: {
        ...asPage({ [`/admin/counters/new?agency=${commune.code}`]: [401, 200, 200, 403, 403] }),
        POST: changed('/admin/counters/new', 422)
      }
    },
    {
      route: '/admin/counters/print',
      asks: { ...asPage({ '/admin/counters/print': [401, 200, 200, 403, 403] }), POST: changed('/admin/counters/print', 422) }
    },
    {
      route: '/admin/counters/[code]',
      asks: {
        ...asPage(counterPages),
        POST: {
          ...changed(`/admin/counters/${counter}?/rename`, 422),
          ...changed(`/admin/counters/${counter}?/close`, 422),
          ...changed(`/admin/counters/${counter}?/reopen`, 409),
          ...changed(`${closedCounter}?/replace`, 409),
          '/admin/counters/33333333?/rename': same401(404)
        }
      }
    },
    {
      route: '/admin/questionnaires',
      asks: asPage({
        '/admin/questionnaires': same401(200),
        '/admin/questionnaires?q=phieu&state=draft&sort=-surveys&page=2': same401(200)
      })
    },
    {
      route: '/admin/questionnaires/new',
      asks: {
        ...asPage({ '/admin/questionnaires/new': [401, 200, 200, 403, 403] }),
        POST: { ...changed('/admin/questionnaires/new?/blank', 422), ...changed('/admin/questionnaires/new?/upload', 422) }
      }
    },
    { route: '/admin/questionnaires/[code]', asks: asPage({ [shipped]: same401(200), [unknown]: ofReaders(404) }) },
    {
      route: '/admin/questionnaires/[code]/compare',
      asks: asPage({
        [`${shipped}/compare?from=1&to=sipas-2017/1`]: same401(200),
        [`${shipped}/compare?from=1&to=7`]: ofReaders(404),
        [`${unknown}/compare`]: ofReaders(404)
      })
    },
    {
      route: '/admin/questionnaires/[code]/[number]',
      asks: {
        ...asPage(versions('')),
        POST: Object.fromEntries(
          ['publish', 'retire', 'restore', 'delete', 'notes', 'copy'].map((step) => [`${shipped}/1?/${step}`, [401, 403, 403, 403, 403]])
        )
      }
    },
    {
      route: '/admin/questionnaires/[code]/[number]/preview',
      asks: { ...asFile(versions('/preview')), POST: { [`${shipped}/1/preview?part=item&which=officer_1`]: [401, 403, 403, 403, 403] } }
    },
    { route: '/admin/questionnaires/[code]/[number]/questionnaire.xlsx', asks: asFile(versions('/questionnaire.xlsx')) },
    {
      route: '/admin/questionnaires/[code]/[number]/edit/[part]/[which]',
      asks: {
        ...asPage({ [draftPart]: [401, 403, 403, 403, 403], [`${unknown}/1/edit/item/a`]: ofReaders(404) }),
        POST: { [`${draftPart}?/save`]: [401, 403, 403, 403, 403], [`${draftPart}?/remove`]: [401, 403, 403, 403, 403] }
      }
    },
    {
      route: '/admin/jobs/[id]',
      asks: asPage({ [`/admin/jobs/${seeded.job}`]: [401, 404, 200, 404, 404, 404, 404], '/admin/jobs/khong-co': same401(404) })
    },
    {
      route: '/admin/jobs/[id]/posters.pdf',
      asks: asFile({ [`/admin/jobs/${seeded.job}/posters.pdf`]: [401, 404, 200, 404, 404, 404, 404] })
    },
    {
      // A job that printed posters has no letters.
      route: '/admin/jobs/[id]/letters.pdf',
      asks: asFile({ [`/admin/jobs/${seeded.job}/letters.pdf`]: [401, 404, 404, 403, 403] })
    },
    {
      // Nothing is kept of anybody: on to the first page.
      route: '/admin/kept',
      asks: { ...asPage({ '/admin/kept': same401(303) }), POST: { '/admin/kept?/discard': same401(303) } }
    },
    {
      route: '/admin/account',
      asks: {
        ...asPage({ '/admin/account': ofAll(200) }),
        POST: { '/admin/account?/password': same401(422), '/admin/account?/session': same401(404) }
      }
    },
    {
      route: '/admin/account/second-factor',
      asks: {
        ...asPage({ '/admin/account/second-factor': ofAll(200) }),
        POST: { '/admin/account/second-factor?/add': same401(422), '/admin/account/second-factor?/remove': same401(409) }
      }
    },
    {
      route: '/admin/settings',
      // An empty form is one that was opened before anything: it changes nothing.
      asks: { ...asPage({ '/admin/settings': [401, 200, 403, 403, 403] }), POST: { '/admin/settings': [401, 422, 403, 403, 403] } }
    },
    {
      route: '/admin/audit',
      asks: {
        ...asPage({
          '/admin/audit': [401, 200, 200, 403, 403],
          '/admin/audit?q=dang nhap&action=user.&from=2026-01-01&page=2': [401, 200, 200, 403, 403],
          '/admin/audit?agency=khong-co-noi-nay': [401, 404, 404, 403, 403]
        }),
        POST: { '/admin/audit?/check': [401, 303, 303, 403, 403] }
      }
    },
    { route: '/admin/audit/audit.csv', asks: asFile({ '/admin/audit/audit.csv?action=settings.change': [401, 200, 200, 403, 403] }) },
    { route: '/admin/counters/[code]/poster', asks: asPage(printed('poster')) },
    { route: '/admin/counters/[code]/poster.pdf', asks: asFile(printed('poster.pdf')) },
    { route: '/admin/counters/[code]/qr.svg', asks: asFile(printed('qr.svg')) },
    { route: '/admin/counters/[code]/qr.png', asks: asFile(printed('qr.png')) }
  ];
}
