/** The build inserts the stylesheet as text. */
declare const css: string;
export default css;
