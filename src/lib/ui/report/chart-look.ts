/** The page's tokens as a canvas needs them: plain colours and pixels. Read from CSS, so that there is one place for them. */
export interface ChartLook {
  readonly ink: string;
  readonly inkSoft: string;
  readonly paper: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly interval: string;
  readonly intervalSoft: string;
  readonly target: string;
  readonly fontFamily: string;
  /** Pixels of small text; follows the reader's text size. */
  readonly textSize: number;
  /** Pixels of 1 rem. */
  readonly rem: number;
  /** Pixels that a chart beside its table has on A4 paper. */
  readonly paperWidth: number;
  /** Pixels of 1 rem on paper: src/app.css prints at 10 pt. */
  readonly paperRem: number;
}

export function readLook(element: Element): ChartLook {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return {
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    paper: token('--paper'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    accent: token('--accent'),
    interval: token('--interval'),
    intervalSoft: token('--interval-soft'),
    target: token('--target'),
    fontFamily: style.fontFamily,
    textSize: 0.8125 * rem,
    rem,
    paperWidth: 245,
    paperRem: 10 * (96 / 72)
  };
}
