// npm entry `etappe/stage`: the stage of a journey, in Node, workers and browsers alike.
export { type JourneyEvent, type JourneyHistory, journeyStage, type Stage } from './journey/stage.ts';
