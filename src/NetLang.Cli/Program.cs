using NetLang.Cli;
using NetLang.Cli.Output;

return CommandLine.Run(args, Terminal.System());
