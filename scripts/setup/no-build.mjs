export const NO_BUILD = 'Chưa có bản dựng. Chạy: npm run build\nThere is no build yet. Run: npm run build';
