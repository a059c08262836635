/** How far Page Up and Page Down go on the slider, unless the picture has stops of its own. */
export const PAGE_STEP = 1000;
