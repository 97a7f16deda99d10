/**
 * Words that passwords of a Vietnamese office are made of, folded and without spaces. Collected by hand: what lists of leaked passwords
 * have of Vietnamese, the words of this product, and the 34 provinces of 2025. The long list of the world's passwords is elsewhere.
 */
export const OFFICE_WORDS: readonly string[] =
  `matkhau matkhaumoi matma dangnhap quantri quantrihethong quantrivien nguoidung taikhoan hethong admin administrator root user password
  passw0rd welcome changeme letmein xinchao chaomung anhyeuem emyeuanh yeuem yeuanh yeunhau yeumai maiyeu maiyeuem mailaanhem anhem
  anhnhoem emnhoanh nhoem conyeume yeume giadinh hanhphuc vochong tinhyeu tinhban congai contrai concho conmeo khongbiet khongco
  khongnho quenroi chiuthoi thichthi dungdong bimat toilai toilaai langtham
  vietnam vietnamvodich nuocviet conghoa xahoi chunghia doclap tudo bacho hochiminh dangcongsan
  ubnd uyban uybannhandan hdnd hoidong hoidongnhandan nhandan hanhchinh hanhchinhcong trungtam phucvu dichvu dichvucong motcua tiepnhan
  traketqua khaosat hailong mucdohailong sipas parindex papi cchc caicach caicachhanhchinh noivu sonoivu vanphong congchuc vienchuc canbo
  lanhdao giamdoc chutich phochutich chanhvanphong dieuphoi dieuphoivien nguoixem ykien gopy danhgia ketqua thongke thongketinh
  tinh thanhpho huyen phuong thixa dackhu
  hanoi laichau dienbien sonla langson quangninh thanhhoa nghean hatinh caobang tuyenquang laocai thainguyen phutho bacninh hungyen
  haiphong ninhbinh quangtri danang quangngai gialai khanhhoa lamdong daklak saigon tphcm dongnai tayninh cantho vinhlong dongthap camau
  angiang`
    .split(/\s+/)
    .filter((word) => word !== '');
