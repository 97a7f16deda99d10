/**
 * The agencies of the demonstration province, Sơn La: its communes and wards from the table of administrative units, its
 * departments as merged on 1/3/2025 with what they follow, the provincial one-stop centre, and the twelve former districts.
 * Names and mergers are remembered, not read in a decree: check them before real use. Which commune follows which district is
 * in no file here, so no succession between them is claimed. Codes of departments and districts are this demonstration's own.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SINCE_ALWAYS } from '../src/lib/core/agency/agency';
import type { AgencyKind } from '../src/lib/core/agency/agency';
import { createAgency } from '../src/lib/server/operations/create-agency';
import type { NewAgency } from '../src/lib/server/operations/create-agency';
import { importAgencies } from '../src/lib/server/operations/import-agencies';
import type { Db } from '../src/lib/server/schema';
import { LAST_DAY, listAgencies } from '../src/lib/server/store/agencies';

export const DEMO_PROVINCE = '14';
/** The provincial one-stop centre, where the demonstration's first counters are. */
export const DEMO_CENTRE = '14-trung-tam-phuc-vu-hanh-chinh-cong';

const UNITS = 'vn-administrative-units-2026.csv';
const TWO_TIERS_BEGAN = '2025-07-01';
const DISTRICTS_ENDED = '2025-06-30';
const MERGED = '2025-03-01';
const BEFORE_MERGER = '2025-02-28';

type NamedAgency = readonly [code: string, vi: string, en: string];

/** Departments that the mergers of 2025 left alone. */
const UNCHANGED: readonly NamedAgency[] = [
  ['14-van-phong-uy-ban-nhan-dan', 'Văn phòng Ủy ban nhân dân tỉnh', "Office of the Provincial People's Committee"],
  ['14-so-tu-phap', 'Sở Tư pháp', 'Department of Justice'],
  ['14-so-cong-thuong', 'Sở Công Thương', 'Department of Industry and Trade'],
  ['14-so-giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo', 'Department of Education and Training'],
  ['14-so-y-te', 'Sở Y tế', 'Department of Health'],
  ['14-so-van-hoa-the-thao-va-du-lich', 'Sở Văn hóa, Thể thao và Du lịch', 'Department of Culture, Sports and Tourism'],
  ['14-thanh-tra', 'Thanh tra tỉnh', 'Provincial Inspectorate'],
  ['14-ban-quan-ly-cac-khu-cong-nghiep', 'Ban Quản lý các khu công nghiệp', 'Industrial Zones Management Board']
];

/** Departments of 1/3/2025, each with those that were merged into it. One that kept its name is a new agency all the same. */
const MERGERS: readonly { readonly successor: NamedAgency; readonly predecessors: readonly NamedAgency[] }[] = [
  {
    successor: ['14-so-noi-vu', 'Sở Nội vụ', 'Department of Home Affairs'],
    predecessors: [
      ['14-so-noi-vu-truoc-2025', 'Sở Nội vụ', 'Department of Home Affairs'],
      [
        '14-so-lao-dong-thuong-binh-va-xa-hoi',
        'Sở Lao động - Thương binh và Xã hội',
        'Department of Labour, War Invalids and Social Affairs'
      ]
    ]
  },
  {
    successor: ['14-so-tai-chinh', 'Sở Tài chính', 'Department of Finance'],
    predecessors: [
      ['14-so-tai-chinh-truoc-2025', 'Sở Tài chính', 'Department of Finance'],
      ['14-so-ke-hoach-va-dau-tu', 'Sở Kế hoạch và Đầu tư', 'Department of Planning and Investment']
    ]
  },
  {
    successor: ['14-so-xay-dung', 'Sở Xây dựng', 'Department of Construction'],
    predecessors: [
      ['14-so-xay-dung-truoc-2025', 'Sở Xây dựng', 'Department of Construction'],
      ['14-so-giao-thong-van-tai', 'Sở Giao thông vận tải', 'Department of Transport']
    ]
  },
  {
    successor: ['14-so-nong-nghiep-va-moi-truong', 'Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment'],
    predecessors: [
      [
        '14-so-nong-nghiep-va-phat-trien-nong-thon',
        'Sở Nông nghiệp và Phát triển nông thôn',
        'Department of Agriculture and Rural Development'
      ],
      ['14-so-tai-nguyen-va-moi-truong', 'Sở Tài nguyên và Môi trường', 'Department of Natural Resources and Environment']
    ]
  },
  {
    successor: ['14-so-khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
    predecessors: [
      ['14-so-khoa-hoc-va-cong-nghe-truoc-2025', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
      ['14-so-thong-tin-va-truyen-thong', 'Sở Thông tin và Truyền thông', 'Department of Information and Communications']
    ]
  },
  {
    successor: ['14-so-dan-toc-va-ton-giao', 'Sở Dân tộc và Tôn giáo', 'Department of Ethnic and Religious Affairs'],
    predecessors: [['14-ban-dan-toc', 'Ban Dân tộc', 'Committee for Ethnic Minority Affairs']]
  }
];

const DISTRICTS: readonly NamedAgency[] = [
  ['14-thanh-pho-son-la', 'Thành phố Sơn La', 'Son La City'],
  ['14-thi-xa-moc-chau', 'Thị xã Mộc Châu', 'Moc Chau Town'],
  ['14-huyen-bac-yen', 'Huyện Bắc Yên', 'Bac Yen District'],
  ['14-huyen-mai-son', 'Huyện Mai Sơn', 'Mai Son District'],
  ['14-huyen-muong-la', 'Huyện Mường La', 'Muong La District'],
  ['14-huyen-phu-yen', 'Huyện Phù Yên', 'Phu Yen District'],
  ['14-huyen-quynh-nhai', 'Huyện Quỳnh Nhai', 'Quynh Nhai District'],
  ['14-huyen-song-ma', 'Huyện Sông Mã', 'Song Ma District'],
  ['14-huyen-sop-cop', 'Huyện Sốp Cộp', 'Sop Cop District'],
  ['14-huyen-thuan-chau', 'Huyện Thuận Châu', 'Thuan Chau District'],
  ['14-huyen-van-ho', 'Huyện Vân Hồ', 'Van Ho District'],
  ['14-huyen-yen-chau', 'Huyện Yên Châu', 'Yen Chau District']
];

/** Adds what is missing, so doing it again changes nothing. Returns how many were added. */
export async function seedDemoAgencies(db: Db): Promise<number> {
  const file = await readFile(fileURLToPath(new URL(`./data/${UNITS}`, import.meta.url)));
  const { added } = await importAgencies(db, { file, fileName: UNITS, validFrom: TWO_TIERS_BEGAN, provinceCode: DEMO_PROVINCE });
  const there = new Set((await listAgencies(db, LAST_DAY, 'with-closed')).map((agency) => agency.code));
  const missing = demoAgencies().filter((agency) => !there.has(agency.code));
  for (const agency of missing) await createAgency(db, agency);
  return added + missing.length;
}

/** Parents and predecessors before those that need them. */
function demoAgencies(): readonly NewAgency[] {
  const existing = (kind: AgencyKind, parentCode: string, from = SINCE_ALWAYS) => named(kind, parentCode, from, undefined);
  const former = (kind: AgencyKind, lastDay: string) => named(kind, DEMO_PROVINCE, SINCE_ALWAYS, lastDay);
  return [
    ...UNCHANGED.map(existing('department', DEMO_PROVINCE)),
    existing(
      'centre',
      '14-van-phong-uy-ban-nhan-dan'
    )([DEMO_CENTRE, 'Trung tâm Phục vụ hành chính công tỉnh', 'Provincial Public Administration Service Centre']),
    ...DISTRICTS.map(former('district', DISTRICTS_ENDED)),
    ...MERGERS.flatMap(({ successor, predecessors }) => [
      ...predecessors.map(former('department', BEFORE_MERGER)),
      { ...existing('department', DEMO_PROVINCE, MERGED)(successor), predecessorCodes: predecessors.map(([code]) => code) }
    ])
  ];
}

function named(kind: AgencyKind, parentCode: string, validFrom: string, validTo: string | undefined) {
  return ([code, vi, en]: NamedAgency): NewAgency => ({ code, kind, name: { vi, en }, parentCode, validFrom, validTo });
}
