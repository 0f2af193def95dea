import { changeCommand } from './change-command';

void changeCommand('destroy');
