import { parentPort, workerData } from 'node:worker_threads';
import { registry } from '../../../../shared/participants/registry.ts';
import { NEW_IDS } from '../../../ids.ts';
import type { WordToThread } from './aside.ts';
import { importedWord } from './imported-word.ts';

// The thread in which one Word file is read.
const { file, participants, ...options } = workerData as WordToThread;
parentPort?.postMessage(importedWord(file, { ...options, registry: registry(participants), ids: NEW_IDS }));
