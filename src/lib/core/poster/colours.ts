/** What the colours of a drawing are where there is no style sheet: those of src/app.css, which a test compares. */
import type { Colour } from './drawing';

export const COLOURS: Readonly<Record<Colour, string>> = {
  paper: '#ffffff',
  ink: '#231f19',
  'ink-soft': '#544f47',
  accent: '#26397c',
  'on-accent': '#ffffff',
  'accent-tint': '#ebf0fb',
  line: '#dddad6'
};
