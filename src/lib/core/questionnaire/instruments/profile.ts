/**
 * Who answered, in broad groups only and entirely optional. The groups are those of the national form and of "Mẫu số 02", whose
 * age bands do not overlap. Two departures: farming is split out (count it with "công việc tự do" beside national figures), and
 * the ethnic group has no free text, although the official form lets a person write it: what is written there would be personal
 * data among the answers, and in a small commune it could point at one person. An agency adds its own groups as a new version.
 *
 * "Không trả lời" is an option of its own, because a radio once chosen cannot be taken back.
 */
import type { ChoiceItem, ResponseOption, Section, WordingSource } from '../questionnaire';

export const NO_ANSWER: ResponseOption = { value: 'no_answer', label: { vi: 'Không trả lời', en: 'Prefer not to say' } };

function profileItem(
  code: string,
  source: WordingSource,
  vi: string,
  en: string,
  options: readonly (readonly [string, string, string])[]
): ChoiceItem {
  const offered = options.map(([value, labelVi, labelEn]) => ({ value, label: { vi: labelVi, en: labelEn } }));
  return { kind: 'choice', code, text: { vi, en }, source, options: [...offered, NO_ANSWER] };
}

export const PROFILE: Section = {
  kind: 'profile',
  code: 'profile',
  name: { vi: 'Thông tin người trả lời', en: 'About you' },
  shortName: { vi: 'Người trả lời', en: 'About you' },
  intro: {
    vi: 'Phần này không bắt buộc. Chúng tôi chỉ dùng để xem các nhóm người dân có được phục vụ như nhau không.',
    en: 'This part is optional. We use it only to see whether all groups are served equally.'
  },
  items: [
    profileItem('respondent_type', 'project', 'Ông/Bà đến làm việc cho:', 'You came on behalf of:', [
      ['individual', 'Cá nhân, hộ gia đình', 'Yourself or your household'],
      ['organisation', 'Tổ chức, doanh nghiệp', 'An organisation or business']
    ]),
    profileItem('gender', 'official', 'Giới tính', 'Sex', [
      ['male', 'Nam', 'Male'],
      ['female', 'Nữ', 'Female']
    ]),
    profileItem('age_band', 'official', 'Độ tuổi', 'Age', [
      ['18_24', '18–24', '18–24'],
      ['25_34', '25–34', '25–34'],
      ['35_49', '35–49', '35–49'],
      ['50_60', '50–60', '50–60'],
      ['over_60', 'Trên 60', 'Over 60']
    ]),
    profileItem('ethnicity', 'edited', 'Dân tộc', 'Ethnic group', [
      ['kinh', 'Kinh', 'Kinh'],
      ['other', 'Dân tộc khác', 'Another group']
    ]),
    profileItem('education', 'edited', 'Trình độ học vấn', 'Education', [
      ['primary', 'Tiểu học (cấp I)', 'Primary'],
      ['lower_secondary', 'Trung học cơ sở (cấp II)', 'Lower secondary'],
      ['upper_secondary', 'Trung học phổ thông (cấp III)', 'Upper secondary'],
      ['vocational', 'Dạy nghề, trung cấp, cao đẳng', 'Vocational, college'],
      ['university', 'Đại học', 'University'],
      ['postgraduate', 'Sau đại học', 'Postgraduate'],
      ['other', 'Khác', 'Other']
    ]),
    profileItem('occupation', 'edited', 'Nghề nghiệp', 'Occupation', [
      ['retired', 'Nghỉ hưu', 'Retired'],
      ['not_working', 'Không đi làm (ở nhà)', 'Not working (at home)'],
      ['farming', 'Làm nông, lâm nghiệp', 'Farming, forestry'],
      ['self_employed', 'Làm công việc tự do (không ký hợp đồng lao động)', 'Self-employed or no contract'],
      ['student', 'Học sinh, sinh viên', 'Student'],
      ['private_sector', 'Làm việc trong khu vực tư', 'Private sector'],
      ['public_sector', 'Làm việc trong khu vực công', 'Public sector'],
      ['other', 'Khác', 'Other']
    ]),
    profileItem('residence', 'official', 'Nơi sinh sống', 'Residence', [
      ['urban', 'Đô thị', 'Urban'],
      ['rural', 'Nông thôn', 'Rural']
    ]),
    profileItem('residence_terrain', 'official', 'Địa hình', 'Terrain', [
      ['mountain', 'Miền núi', 'Mountain'],
      ['plain', 'Đồng bằng', 'Plain'],
      ['island', 'Hải đảo', 'Island']
    ])
  ]
};
