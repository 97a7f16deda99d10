/**
 * The eight dimensions of the PAPI-style component scores and their 28 sub-dimensions, 4 + 4 + 3 + 4 + 4 + 4 + 3 + 2, as PAPI
 * has had them since 2018. The dimensions' names and the count of 28 are published; the names of the sub-dimensions, and how
 * many each dimension has, are from memory and were not checked against PAPI's own text. The English is this project's.
 *
 * `componentMap` fills in which items measure what. Its limits are this project's, and go into the method version with it.
 */
import type { PapiContent } from '../questionnaire/instruments/papi-style-contents';
import {
  ACCOUNTABILITY,
  CORRUPTION_CONTROL,
  E_GOVERNANCE,
  ENVIRONMENT,
  PARTICIPATION,
  PROCEDURES,
  SERVICE_DELIVERY,
  TRANSPARENCY
} from '../questionnaire/instruments/papi-style-contents';
import type { ComponentMap, Indicator } from './component-map';

interface Contents {
  readonly content: PapiContent;
  /** Code, Vietnamese, English. */
  readonly parts: readonly (readonly [code: string, vi: string, en: string])[];
}

const DIMENSIONS: readonly Contents[] = [
  {
    content: PARTICIPATION,
    parts: [
      ['1.1', 'Tri thức công dân', 'Civic knowledge'],
      ['1.2', 'Cơ hội tham gia', 'Opportunities to take part'],
      ['1.3', 'Chất lượng bầu cử', 'Quality of elections'],
      ['1.4', 'Đóng góp tự nguyện', 'Voluntary contributions']
    ]
  },
  {
    content: TRANSPARENCY,
    parts: [
      ['2.1', 'Tiếp cận thông tin', 'Access to information'],
      ['2.2', 'Danh sách hộ nghèo', 'Lists of poor households'],
      ['2.3', 'Thu, chi ngân sách cấp xã', 'Commune budget income and spending'],
      ['2.4', 'Quy hoạch, kế hoạch sử dụng đất, giá đất', 'Land-use plans and land prices']
    ]
  },
  {
    content: ACCOUNTABILITY,
    parts: [
      ['3.1', 'Tiếp xúc với chính quyền', 'Contact with the authorities'],
      ['3.2', 'Giải đáp khiếu nại, tố cáo, khúc mắc', 'Answers to complaints, denunciations and concerns'],
      ['3.3', 'Tiếp cận dịch vụ tư pháp', 'Access to justice services']
    ]
  },
  {
    content: CORRUPTION_CONTROL,
    parts: [
      ['4.1', 'Kiểm soát tham nhũng trong chính quyền địa phương', 'Control of corruption in local government'],
      ['4.2', 'Kiểm soát tham nhũng trong cung ứng dịch vụ công', 'Control of corruption in public services'],
      ['4.3', 'Công bằng trong tuyển dụng', 'Fairness in recruitment'],
      ['4.4', 'Quyết tâm chống tham nhũng', 'Resolve to fight corruption']
    ]
  },
  {
    content: PROCEDURES,
    parts: [
      ['5.1', 'Chứng thực, xác nhận', 'Certification'],
      ['5.2', 'Cấp phép xây dựng', 'Building permits'],
      ['5.3', 'Giấy chứng nhận quyền sử dụng đất', 'Land-use certificates'],
      ['5.4', 'Thủ tục ở cấp xã', 'Procedures at commune level']
    ]
  },
  {
    content: SERVICE_DELIVERY,
    parts: [
      ['6.1', 'Y tế công lập', 'Public health care'],
      ['6.2', 'Giáo dục tiểu học công lập', 'Public primary education'],
      ['6.3', 'Cơ sở hạ tầng căn bản', 'Basic infrastructure'],
      ['6.4', 'An ninh, trật tự', 'Public order and safety']
    ]
  },
  {
    content: ENVIRONMENT,
    parts: [
      ['7.1', 'Nghiêm túc trong bảo vệ môi trường', 'Seriousness in protecting the environment'],
      ['7.2', 'Chất lượng không khí', 'Air quality'],
      ['7.3', 'Chất lượng nước', 'Water quality']
    ]
  },
  {
    content: E_GOVERNANCE,
    parts: [
      ['8.1', 'Sử dụng cổng thông tin điện tử', 'Use of government portals'],
      ['8.2', 'Tiếp cận và sử dụng Internet', 'Access to and use of the Internet']
    ]
  }
];

const LIMITS = {
  mostHalfWidth: 0.5,
  minimumRespondents: 30,
  minimumDegreesOfFreedom: 8,
  minimumUnits: 4
} as const;

/**
 * The map of a questionnaire. `indicatorsOf`: a sub-dimension's code → its indicators; one that is left out is not covered, and
 * nothing is put in its place. Throws on a code that is no sub-dimension's.
 *
 * @example componentMap({ '8.2': [yesNo('internet_at_home')] }).dimensions[7].subDimensions[1].indicators.length // 1
 */
export function componentMap(indicatorsOf: Readonly<Record<string, readonly Indicator[]>>): ComponentMap {
  const known = DIMENSIONS.flatMap(({ parts }) => parts.map(([code]) => code));
  const unknown = Object.keys(indicatorsOf).filter((code) => !known.includes(code));
  if (unknown.length > 0) throw new Error(`no such sub-dimension: ${unknown.join(', ')}`);
  return {
    dimensions: DIMENSIONS.map(({ content, parts }) => ({
      ...content,
      subDimensions: parts.map(([code, vi, en]) => ({ code, name: { vi, en }, indicators: indicatorsOf[code] ?? [] }))
    })),
    ...LIMITS
  };
}
