/**
 * The eight contents ("nội dung") that PAPI has measured since 2018, in its order: their names are published, and they head
 * both the sections of the commune questionnaire and the dimensions of the component scores. The short names are this project's.
 */
import type { LocalizedText } from '../questionnaire';

export interface PapiContent {
  /** The section's code and the dimension's. */
  readonly code: string;
  readonly name: LocalizedText;
  readonly shortName: LocalizedText;
}

export const PARTICIPATION: PapiContent = {
  code: 'd1',
  name: { vi: 'Tham gia của người dân ở cấp cơ sở', en: 'Participation at local levels' },
  shortName: { vi: 'Tham gia', en: 'Participation' }
};

export const TRANSPARENCY: PapiContent = {
  code: 'd2',
  name: { vi: 'Công khai, minh bạch trong việc ra quyết định ở địa phương', en: 'Transparency in local decision-making' },
  shortName: { vi: 'Minh bạch', en: 'Transparency' }
};

export const ACCOUNTABILITY: PapiContent = {
  code: 'd3',
  name: { vi: 'Trách nhiệm giải trình với người dân', en: 'Vertical accountability' },
  shortName: { vi: 'Giải trình', en: 'Accountability' }
};

export const CORRUPTION_CONTROL: PapiContent = {
  code: 'd4',
  name: { vi: 'Kiểm soát tham nhũng trong khu vực công', en: 'Control of corruption in the public sector' },
  // Not "tham nhũng" alone: a high score is little corruption.
  shortName: { vi: 'Chống tham nhũng', en: 'Corruption control' }
};

export const PROCEDURES: PapiContent = {
  code: 'd5',
  name: { vi: 'Thủ tục hành chính công', en: 'Public administrative procedures' },
  shortName: { vi: 'Thủ tục', en: 'Procedures' }
};

export const SERVICE_DELIVERY: PapiContent = {
  code: 'd6',
  name: { vi: 'Cung ứng dịch vụ công', en: 'Public service delivery' },
  shortName: { vi: 'Dịch vụ công', en: 'Services' }
};

export const ENVIRONMENT: PapiContent = {
  code: 'd7',
  name: { vi: 'Quản trị môi trường', en: 'Environmental governance' },
  shortName: { vi: 'Môi trường', en: 'Environment' }
};

export const E_GOVERNANCE: PapiContent = {
  code: 'd8',
  name: { vi: 'Quản trị điện tử', en: 'E-governance' },
  shortName: { vi: 'Điện tử', en: 'E-governance' }
};
