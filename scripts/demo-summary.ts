import QRCode from 'qrcode';
import type { Demonstration } from './prepare-demonstration';

/** What the terminal shows: the form for this machine and for a phone, the report, and who can sign in. */
export async function describeDemonstration(
  { formPath, reportPath, deskPath, logins }: Demonstration,
  port: number,
  address: string | undefined
): Promise<string> {
  const here = `http://localhost:${port}`;
  return [
    '',
    `Phiếu tại quầy (counter form):       ${here}${formPath}`,
    ...(address ? await describePhoneLink(`http://${address}:${port}${formPath}`) : []),
    `Báo cáo (report):                    ${here}${reportPath}`,
    `Bàn điều phối (a round's desk):      ${here}${deskPath}`,
    '',
    'Đăng nhập (sign in):',
    ...logins.map(({ role, email, password, place }) => `  ${email}  /  ${password}   ${role}, ${place}`),
    ''
  ].join('\n');
}

async function describePhoneLink(url: string): Promise<string[]> {
  return [`Mở bằng điện thoại (from a phone):   ${url}`, await QRCode.toString(url, { type: 'terminal', small: true })];
}
