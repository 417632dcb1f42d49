using NetLang.Runtime.Generator;

// dotnet run --project src/NetLang.Runtime.Generator -- src/NetLang.Runtime/Generated
// The files are committed; a test fails where they differ from what this writes.
if (args is not [var directory])
{
    Console.Error.WriteLine("usage: NetLang.Runtime.Generator <directory>");
    return 2;
}

Directory.CreateDirectory(directory);
foreach (var (name, text) in GeneratedFiles.All())
    File.WriteAllText(Path.Combine(directory, name), text);
return 0;
