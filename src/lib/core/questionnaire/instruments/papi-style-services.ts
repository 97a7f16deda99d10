/**
 * The other half of the commune questionnaire: what people receive (procedures, public services, the environment, e-governance).
 * See papi-style-commune.ts for where the words come from.
 */
import type { Section } from '../questionnaire';
import { EASE, papiItem, QUALITY, YES_NO } from './papi-style-answers';
import { E_GOVERNANCE, ENVIRONMENT, PROCEDURES, SERVICE_DELIVERY } from './papi-style-contents';

const ON_PROCEDURES: Section = {
  kind: 'factor',
  ...PROCEDURES,
  items: [
    papiItem(
      'd5_1',
      QUALITY,
      'Nếu có làm chứng thực, xác nhận: Ông/Bà được phục vụ thế nào?',
      'If you had papers certified: how good was the service?'
    ),
    papiItem(
      'd5_2',
      QUALITY,
      'Nếu có xin giấy phép xây dựng: Ông/Bà được phục vụ thế nào?',
      'If you applied for a building permit: how good was the service?'
    ),
    papiItem(
      'd5_3',
      YES_NO,
      'Nếu có làm giấy chứng nhận quyền sử dụng đất: kết quả có được trả đúng hẹn không?',
      'If you applied for a land-use certificate: was it on time?'
    ),
    papiItem(
      'd5_4',
      YES_NO,
      'Nếu có làm thủ tục khác ở Bộ phận Một cửa xã, phường: có phải bổ sung hồ sơ từ 2 lần trở lên không?',
      'If you did another procedure at the commune one-stop unit: were you asked for more papers twice or more?'
    ),
    papiItem(
      'd5_5',
      YES_NO,
      'Sau khi làm thủ tục, Ông/Bà có được mời đánh giá sự hài lòng không?',
      'After a procedure, were you invited to rate the service?'
    )
  ]
};

const ON_SERVICE_DELIVERY: Section = {
  kind: 'factor',
  ...SERVICE_DELIVERY,
  items: [
    papiItem(
      'd6_1',
      QUALITY,
      'Lần gần nhất người trong hộ khám, chữa bệnh ở cơ sở y tế công, được phục vụ thế nào?',
      'The last time someone in the household used a public clinic or hospital, how good was the service?'
    ),
    papiItem(
      'd6_2',
      QUALITY,
      'Việc dạy học ở trường tiểu học công lập nơi con, cháu Ông/Bà học thế nào?',
      'How good is the teaching at the public primary school your children attend?'
    ),
    papiItem(
      'd6_3',
      QUALITY,
      'Đường từ nhà Ông/Bà đến trung tâm xã, phường thế nào?',
      'How good is the road from your home to the commune centre?'
    ),
    papiItem('d6_4', YES_NO, 'Rác nơi Ông/Bà ở có được thu gom định kỳ không?', 'Is rubbish collected regularly where you live?'),
    papiItem('d6_5', QUALITY, 'An ninh, trật tự nơi Ông/Bà ở thế nào?', 'How good is public safety where you live?')
  ]
};

const ON_ENVIRONMENT: Section = {
  kind: 'factor',
  ...ENVIRONMENT,
  items: [
    papiItem(
      'd7_1',
      QUALITY,
      'Khi có nơi xả thải gây ô nhiễm, chính quyền xử lý thế nào?',
      'When someone pollutes, how well does the government deal with it?'
    ),
    papiItem(
      'd7_2',
      YES_NO,
      'Ông/Bà có được vận động, hướng dẫn giữ vệ sinh môi trường không?',
      'Were you encouraged and shown how to keep the environment clean?'
    ),
    papiItem('d7_3', QUALITY, 'Chất lượng không khí nơi Ông/Bà ở thế nào?', 'How good is the air where you live?'),
    papiItem(
      'd7_4',
      QUALITY,
      'Chất lượng nước sông, suối, ao, hồ gần nhà Ông/Bà thế nào?',
      'How good is the water of rivers, streams and ponds near your home?'
    )
  ]
};

const ON_E_GOVERNANCE: Section = {
  kind: 'factor',
  ...E_GOVERNANCE,
  items: [
    papiItem(
      'd8_1',
      YES_NO,
      'Ông/Bà có tìm được điều mình cần trên cổng, trang thông tin của tỉnh hoặc xã, phường không?',
      "Did you find what you needed on the province's or commune's website?"
    ),
    papiItem('d8_2', EASE, 'Nếu có nộp hồ sơ trực tuyến: việc nộp dễ hay khó?', 'If you filed online: was it easy or hard?'),
    papiItem('d8_3', YES_NO, 'Ở nhà Ông/Bà có dùng được Internet không?', 'Can you use the Internet at home?')
  ]
};

export const PAPI_STYLE_SERVICES: readonly Section[] = [ON_PROCEDURES, ON_SERVICE_DELIVERY, ON_ENVIRONMENT, ON_E_GOVERNANCE];
