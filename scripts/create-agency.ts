// npm run create-agency -- --code C --kind K --name N --name-en N --from DAY [--parent C] [--to DAY] [--predecessor C,C]
import { AGENCY_KINDS } from '../src/lib/core/agency/agency';
import type { AgencyKind } from '../src/lib/core/agency/agency';
import { Problem } from '../src/lib/core/problem';
import { createAgency } from '../src/lib/server/operations/create-agency';
import { runCommand } from './command';
import { dayOption, readOptions } from './options';

await runCommand(async (db) => {
  const options = readOptions({
    required: ['code', 'kind', 'name', 'name-en', 'from'],
    optional: ['parent', 'to', 'predecessor']
  });
  if (!isKind(options.kind)) throw new Problem('option-invalid', { option: '--kind', value: options.kind });
  const agency = await createAgency(db, {
    code: options.code,
    kind: options.kind,
    name: { vi: options.name, en: options['name-en'] },
    parentCode: options.parent,
    validFrom: dayOption('from', options.from),
    validTo: options.to === undefined ? undefined : dayOption('to', options.to),
    predecessorCodes: options.predecessor?.split(',').map((code) => code.trim())
  });
  console.log(`Đã thêm ${agency.name.vi}, mã ${agency.code}.`);
  console.log(`Added ${agency.name.en}, code ${agency.code}.`);
});

function isKind(text: string): text is AgencyKind {
  return (AGENCY_KINDS as readonly string[]).includes(text);
}
