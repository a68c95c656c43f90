// Starts the tracker, then the app.
import { mount } from 'svelte';
import App from './App.svelte';
import { startTracking } from './consent.ts';
import './style.css';

startTracking();
mount(App, { target: document.getElementById('app') as HTMLElement });
