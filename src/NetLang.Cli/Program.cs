using NetLang.Cli;
using NetLang.Cli.Caching;
using NetLang.Cli.Output;

return CommandLine.Run(args, Terminal.System(), BuildCache.FolderOfUser);
