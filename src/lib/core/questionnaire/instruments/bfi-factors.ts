/**
 * The 25 items of the `bfi` data of R's psych package: five of each of five factors, from the International Personality Item
 * Pool (ipip.ori.org, public domain), in the order of the data's columns A1 … O5. The English is the pool's; the Vietnamese is
 * this project's translation. Nothing is reversed: levels are counted as they were answered.
 */
import type { LevelItem, Section } from '../questionnaire';
import { AGREEMENT_6 } from './scales';

function bfiItem(code: string, vi: string, en: string): LevelItem {
  return { kind: 'level', code, text: { vi, en }, source: 'project', scale: AGREEMENT_6.code };
}

export const BFI_FACTORS: readonly Section[] = [
  {
    kind: 'factor',
    code: 'agreeableness',
    name: { vi: 'Dễ chịu (A)', en: 'Agreeableness (A)' },
    shortName: { vi: 'Dễ chịu', en: 'Agreeableness' },
    items: [
      bfiItem('a1', 'Tôi thờ ơ với cảm xúc của người khác.', 'Am indifferent to the feelings of others.'),
      bfiItem('a2', 'Tôi hỏi han xem người khác có khỏe, có vui không.', "Inquire about others' well-being."),
      bfiItem('a3', 'Tôi biết cách an ủi người khác.', 'Know how to comfort others.'),
      bfiItem('a4', 'Tôi yêu trẻ con.', 'Love children.'),
      bfiItem('a5', 'Tôi làm cho người khác thấy thoải mái.', 'Make people feel at ease.')
    ]
  },
  {
    kind: 'factor',
    code: 'conscientiousness',
    name: { vi: 'Tận tâm (C)', en: 'Conscientiousness (C)' },
    shortName: { vi: 'Tận tâm', en: 'Conscientiousness' },
    items: [
      bfiItem('c1', 'Tôi đòi hỏi chính xác trong công việc.', 'Am exacting in my work.'),
      bfiItem('c2', 'Tôi làm cho đến khi mọi thứ thật hoàn hảo.', 'Continue until everything is perfect.'),
      bfiItem('c3', 'Tôi làm việc theo kế hoạch.', 'Do things according to a plan.'),
      bfiItem('c4', 'Tôi làm việc nửa vời.', 'Do things in a half-way manner.'),
      bfiItem('c5', 'Tôi để phí thời gian.', 'Waste my time.')
    ]
  },
  {
    kind: 'factor',
    code: 'extraversion',
    name: { vi: 'Hướng ngoại (E)', en: 'Extraversion (E)' },
    shortName: { vi: 'Hướng ngoại', en: 'Extraversion' },
    items: [
      bfiItem('e1', 'Tôi ít nói.', "Don't talk a lot."),
      bfiItem('e2', 'Tôi thấy khó bắt chuyện với người khác.', 'Find it difficult to approach others.'),
      bfiItem('e3', 'Tôi biết cách lôi cuốn người khác.', 'Know how to captivate people.'),
      bfiItem('e4', 'Tôi dễ kết bạn.', 'Make friends easily.'),
      bfiItem('e5', 'Tôi đứng ra đảm đương công việc.', 'Take charge.')
    ]
  },
  {
    kind: 'factor',
    code: 'neuroticism',
    name: { vi: 'Bất ổn cảm xúc (N)', en: 'Neuroticism (N)' },
    shortName: { vi: 'Cảm xúc', en: 'Neuroticism' },
    items: [
      bfiItem('n1', 'Tôi dễ nổi giận.', 'Get angry easily.'),
      bfiItem('n2', 'Tôi dễ bực mình.', 'Get irritated easily.'),
      bfiItem('n3', 'Tâm trạng tôi hay thay đổi.', 'Have frequent mood swings.'),
      bfiItem('n4', 'Tôi thường thấy buồn.', 'Often feel blue.'),
      bfiItem('n5', 'Tôi dễ hoảng sợ.', 'Panic easily.')
    ]
  },
  {
    kind: 'factor',
    code: 'openness',
    name: { vi: 'Cởi mở (O)', en: 'Openness (O)' },
    shortName: { vi: 'Cởi mở', en: 'Openness' },
    items: [
      bfiItem('o1', 'Tôi có nhiều ý tưởng.', 'Am full of ideas.'),
      bfiItem('o2', 'Tôi tránh đọc những thứ khó.', 'Avoid difficult reading material.'),
      bfiItem('o3', 'Tôi đưa câu chuyện lên một tầm cao hơn.', 'Carry the conversation to a higher level.'),
      bfiItem('o4', 'Tôi dành thời gian suy ngẫm.', 'Spend time reflecting on things.'),
      bfiItem('o5', 'Tôi không đào sâu vào một chủ đề.', 'Will not probe deeply into a subject.')
    ]
  }
];
