// Starts the tracker; by its name, in the browser only.
import { startTracking } from '../consent.ts';

export default defineNuxtPlugin(() => startTracking());
