// Usercentrics 2: the same services as version 3, answered at once.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { readService, type Services } from './usercentrics.ts';
import { consentIntegration } from './watch.ts';

export const usercentrics2Source: ConsentSource<{ getServicesBaseInfo(): Services }> = {
  name: 'usercentrics-2',
  global: 'UC_UI',
  events: 'UC_UI_INITIALIZED UC_UI_CMP_EVENT',
  read: (ui, key) => readService(ui.getServicesBaseInfo(), key),
};

export const usercentrics2 = (options?: ConsentOptions): Integration =>
  consentIntegration(usercentrics2Source, options);
