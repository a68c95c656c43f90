// npm entry `etappe/device`: the device class, in Node, workers and browsers alike.
export { type DeviceClass, type DeviceHints, deviceClass } from './page/device.ts';
