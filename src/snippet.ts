// The script-tag entry: reads its tag, drains the stub queue, installs window.etappe.
import { installTracker } from './browser/script-tag.ts';
import { createTracker } from './tracker.ts';

installTracker(createTracker);
