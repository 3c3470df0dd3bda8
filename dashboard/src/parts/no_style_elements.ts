/**
 * Takes the place of a package by which windows keep the page below them from scrolling. It would write a style element,
 * which the page's policy refuses, with an error in the console for each window; and the page does not scroll anyway.
 */
export function styleSingleton(): () => null {
  return () => null;
}
