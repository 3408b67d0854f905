import { serve } from './harness.ts';

// A server in a process of its own, to be killed.
const { url, links } = await serve(process.argv[2] ?? '');
process.stdout.write(JSON.stringify({ url, links }));
