// What a request's headers say of its sender, reduced to what may be kept.
import type { IncomingHttpHeaders } from 'node:http';
import { deviceClass } from 'etappe/device';
import { isbot } from 'isbot';
import type { Sender } from './sink.ts';

const textOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header.join(' ') : (header ?? ''));

// A user agent may fill the whole header; its rules are expressions that read it many times.
const maxUserAgentLength = 512;

/**
 * The user agent and the client hints that Chromium sends unasked, as a bot flag and a class.
 * No browser comes without a user agent: what does is a bot.
 */
export const toSender = (headers: IncomingHttpHeaders): Sender => {
  const userAgent = textOf(headers['user-agent']).slice(0, maxUserAgentLength);
  return {
    isBot: userAgent === '' || isbot(userAgent),
    deviceClass: deviceClass({
      userAgent,
      mobile: textOf(headers['sec-ch-ua-mobile']) === '?1',
      platform: textOf(headers['sec-ch-ua-platform']).slice(0, 40),
    }),
  };
};
