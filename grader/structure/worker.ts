import { serve } from './serve.ts';

/** Entry of the process that analyses, where there is no snapshot of it. */
serve();
