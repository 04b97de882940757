/** The screens of the navigation, in its order; screenshots and tests walk the same list. */
export const navigation = [
  { path: "/", word: "shell.home" },
  { path: "/search", word: "shell.search" },
  { path: "/appeals", word: "shell.appeals" },
  { path: "/verify", word: "shell.verify" },
] as const;
