/** What two versions of a questionnaire differ in, as values for a page to say. */
import type { LocalizedText } from '../questionnaire';

export type Subject = 'questionnaire' | 'language' | 'section' | 'item' | 'option' | 'scale' | 'level' | 'rate' | 'comment';

interface About {
  readonly about: Subject;
  /** Its code: an option's value, a level's number, a language's code; of the questionnaire and its comment ''. */
  readonly code: string;
  /** The item of an option, the scale of a level. */
  readonly of?: string;
  /** What people call it: in the later version, or where that has it no more, in the earlier one. */
  readonly name?: LocalizedText;
}

export type Text =
  'title' | 'stem' | 'name' | 'shortName' | 'intro' | 'text' | 'officialText' | 'conditionHint' | 'notApplicable' | 'label' | 'hint';

export type Value =
  | 'code'
  | 'minutes'
  | 'kind'
  | 'source'
  | 'required'
  | 'scale'
  | 'item'
  | 'values'
  | 'leaveOut'
  | 'alarmAbove'
  | 'alarmCount'
  | 'maxLength';

/** Counted from 1; `section`: of an item. */
export interface Place {
  readonly section?: string;
  readonly position: number;
}

export type QuestionnaireDifference =
  | (About & { readonly change: 'added' | 'removed' })
  | (About & { readonly change: 'moved'; readonly before: Place; readonly after: Place })
  /** null: there was none, or there is none any more. */
  | (About & {
      readonly change: 'reworded';
      readonly text: Text;
      readonly language: string;
      readonly before: string | null;
      readonly after: string | null;
    })
  | (About & { readonly change: 'changed'; readonly value: Value; readonly before: string | null; readonly after: string | null })
  /** "Does not apply" is offered now, or no more: its label. */
  | (About & { readonly change: 'notApplicable'; readonly before: LocalizedText | null; readonly after: LocalizedText | null })
  /** When it is shown (an item) or hidden (an option), in words. */
  | (About & { readonly change: 'condition'; readonly before: LocalizedText | null; readonly after: LocalizedText | null });

export type { About };
