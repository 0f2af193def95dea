import { changeCommand } from './change-command';

void changeCommand('deploy');
