/**
 * Draws one chart on a canvas, with the parts of Chart.js that the report needs. Loaded only in a browser, after the tables that
 * say the same stand. No animation, no hovering: what can be read is in the table.
 */
import type { ChartConfiguration } from 'chart.js';
import { BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { ChartLook } from './chart-look';
import { readLook } from './chart-look';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, annotation);

/** The finest screen is coarser than paper. */
const LEAST_PIXEL_RATIO = 2;

/** Returns what removes the chart again. */
export function drawChart(canvas: HTMLCanvasElement, configure: (look: ChartLook) => ChartConfiguration): () => void {
  const look = readLook(canvas);
  const { options, ...rest } = configure(look);
  const chart = new Chart(canvas, {
    ...rest,
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      devicePixelRatio: Math.max(LEAST_PIXEL_RATIO, window.devicePixelRatio),
      color: look.inkSoft,
      font: { family: look.fontFamily, size: look.textSize },
      ...options
    }
  });
  // A canvas does not answer to the paper's width by itself: give it one that fits half a page, and let it go back afterwards.
  const fitPaper = () => chart.resize(look.paperWidth, ((canvas.parentElement?.clientHeight ?? chart.height) * look.paperRem) / look.rem);
  const fitScreen = () => chart.resize();
  window.addEventListener('beforeprint', fitPaper);
  window.addEventListener('afterprint', fitScreen);
  // Type drawn before its font arrived is drawn again with it.
  void document.fonts.ready.then(() => chart.update());
  return () => {
    window.removeEventListener('beforeprint', fitPaper);
    window.removeEventListener('afterprint', fitScreen);
    chart.destroy();
  };
}
