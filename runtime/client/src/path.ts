/** The path of the page, as far as a frame names it. */
export const path = (): string => location.pathname.slice(0, 512);
