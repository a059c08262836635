// Most of them take too long.
export const scenarios = [];
