/** Who gets what of the pages on which paper forms are keyed, and of those about re-interviews. */
import type { Row } from './access-row';
import { asFile, asPage } from './access-row';
import type { Seeded } from './support/seed';

export function recheckRows({ round, rechecked }: Pick<Seeded, 'round' | 'rechecked'>): readonly Row[] {
  const keyed = `/admin/surveys/${rechecked.code}/desk`;
  const untouched = `/admin/surveys/${round.code}/desk`;
  return [
    {
      route: '/admin/surveys/[code]/desk/paper',
      asks: {
        ...asPage({
          [`${keyed}/paper`]: [401, 200, 200, 403, 403, 200, 403],
          '/admin/surveys/khong-co-dot-nay/desk/paper': [401, 404, 404, 403, 403, 404, 403]
        }),
        POST: { [`${keyed}/paper`]: [401, 422, 422, 403, 403, 422, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/paper/[serial]',
      asks: {
        ...asPage({
          [`${keyed}/paper/28`]: [401, 200, 200, 403, 403, 200, 403],
          // Answered by phone; not of the round.
          [`${keyed}/paper/1`]: [401, 409, 409, 403, 403, 409, 403],
          [`${keyed}/paper/999`]: [401, 404, 404, 403, 403, 404, 403]
        }),
        POST: { [`${keyed}/paper/28`]: [401, 422, 422, 403, 403, 422, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/paper/[serial]/settle',
      asks: {
        ...asPage({ [`${keyed}/paper/28/settle`]: [401, 409, 409, 403, 403, 403, 403] }),
        POST: { [`${keyed}/paper/28/settle`]: [401, 409, 409, 403, 403, 403, 403] }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/recheck',
      asks: {
        ...asPage({ [`${keyed}/recheck`]: [401, 200, 200, 403, 403] }),
        POST: {
          [`${keyed}/recheck?/settings`]: [401, 422, 422, 403, 403],
          [`${keyed}/recheck?/flag`]: [401, 422, 422, 403, 403],
          [`${keyed}/recheck?/assign`]: [401, 422, 422, 403, 403],
          // Nobody brought in a form there.
          [`${untouched}/recheck?/draw`]: [401, 409, 409, 403, 403],
          [`${untouched}/recheck?/late`]: [401, 409, 409, 403, 403],
          [`${untouched}/recheck?/share`]: [401, 422, 422, 403, 403]
        }
      }
    },
    {
      route: '/admin/surveys/[code]/desk/recheck/report',
      asks: asPage({ [`${keyed}/recheck/report`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/recheck/report.csv',
      asks: asFile({ [`${keyed}/recheck/report.csv`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/recheck/reinterviewers.csv',
      asks: asFile({ [`${keyed}/recheck/reinterviewers.csv`]: [401, 200, 200, 403, 403] })
    },
    {
      route: '/admin/surveys/[code]/desk/recheck/[interviewer]',
      asks: {
        ...asPage({
          [`${keyed}/recheck/${rechecked.cheat}`]: [401, 200, 200, 403, 403],
          [`${keyed}/recheck/khong-co`]: [401, 404, 404, 403, 403]
        }),
        POST: {
          [`${keyed}/recheck/${rechecked.cheat}?/clear`]: [401, 422, 422, 403, 403],
          [`${keyed}/recheck/${rechecked.cheat}?/confirm`]: [401, 422, 422, 403, 403],
          [`${keyed}/recheck/${rechecked.cheat}?/prove`]: [401, 422, 422, 403, 403]
        }
      }
    },
    {
      route: '/admin/recheck',
      asks: asPage({ '/admin/recheck': [401, 403, 403, 403, 403, 403, 200], '/admin/recheck?shell': [401, 403, 403, 403, 403, 403, 200] })
    },
    {
      route: '/admin/recheck/[id]',
      asks: {
        ...asPage({
          [`/admin/recheck/${rechecked.recheck}`]: [401, 403, 403, 403, 403, 403, 200],
          '/admin/recheck/any?shell': [401, 403, 403, 403, 403, 403, 200],
          '/admin/recheck/khong-co': [401, 403, 403, 403, 403, 403, 404]
        }),
        POST: {
          [`/admin/recheck/${rechecked.recheck}?/save`]: [401, 403, 403, 403, 403, 403, 422],
          [`/admin/recheck/${rechecked.recheck}?/try`]: [401, 403, 403, 403, 403, 403, 422],
          [`/admin/recheck/${rechecked.recheck}?/give`]: [401, 403, 403, 403, 403, 403, 409]
        }
      }
    }
  ];
}
