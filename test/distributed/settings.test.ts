// What an owner may say, and what is refused.
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../examples/collector/distributed/settings.ts';

describe('the settings of the distributed collector', () => {
  it('need nothing for one machine', () => {
    expect(readSettings({})).toMatchObject({
      log: { urls: ['nats://127.0.0.1:4222'], name: 'etappe', shards: 1, replicas: 3 },
      store: { urls: ['http://127.0.0.1:8123'], isReplicated: false },
      worker: { maxMessages: 500 },
    });
  });

  it('take several addresses, with or without spaces', () => {
    const { log } = readSettings({ LOG_URLS: 'nats://a:1, nats://b:1,nats://c:1,' });
    expect(log.urls).toEqual(['nats://a:1', 'nats://b:1', 'nats://c:1']);
  });

  it('name the variable that makes no sense', () => {
    for (const [name, text] of Object.entries({
      LOG_SHARDS: '0',
      LOG_REPLICAS: 'three',
      LOG_NAME: 'a.b',
      WORKER_MESSAGES: '1.5',
      STORE_DATABASE: 'a; DROP TABLE event',
    })) {
      expect(() => readSettings({ [name]: text }), name).toThrow(`${name}=${text}`);
    }
  });

  it('refuse several stores that do not replicate: each would hold a part of the rows', () => {
    const urls = { STORE_URLS: 'http://a:8123,http://b:8123' };
    expect(() => readSettings(urls)).toThrow('STORE_REPLICATED');
    expect(readSettings({ ...urls, STORE_REPLICATED: 'true' }).store.urls).toHaveLength(2);
  });
});
