using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Definitions;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Semantics.Lints;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>What a file means.</summary>
/// <param name="Models">
/// The models without errors that the file declares, in its order, then those of other files that it trains.
/// </param>
/// <param name="Elaborated">
/// How many such models were elaborated, with errors or without: all whose syntax is right.
/// </param>
public sealed record AnalysisResult(ImmutableArray<ModelDefinition> Models, int Elaborated);

/// <summary>From syntax to models: the whole of semantics.</summary>
public static class Analyzer
{
    /// <summary>
    /// Elaborates every model of the main file; what is wrong goes to <paramref name="diagnostics"/>. What has been
    /// reported (a declaration that could not be parsed, an unknown name) is passed over in silence.
    /// </summary>
    public static AnalysisResult Analyze(
        ProgramFiles files, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
        var result = Elaborate(new Program(files, prelude, diagnostics), diagnostics);
        RepairCheck.Choose(files.Main.Unit.Source, diagnostics, (text, found) => Elaborate(
            new Program(files.WithMain(text, found), prelude, found)
            {
                MaximumSteps = Budget.MaximumSteps / RepairCheck.MostTries, // all tries take no more than the program may
            },
            found));
        return result;
    }

    private static AnalysisResult Elaborate(Program program, DiagnosticBag diagnostics)
    {
        var (names, imports) = program.Files
            .Select(file => NameResolver.Check(file, program.UnknownNames, diagnostics)).ToList()[^1];
        var trains = TrainDeclarations.In(program.Main, diagnostics);
        var models = new ModelTable(program, trains);
        var elaborated = trains.Models.Select(models.Find).OfType<ModelDefinition>().ToImmutableArray();

        var main = program.Main.Unit; // the others are checked where they are compiled themselves
        new DefinitionCheck(program, models, program.Main.Names, diagnostics).Check(main.Declarations);
        if (!diagnostics.HasErrors) // else what is unused is perhaps not written yet
        {
            imports.ReportUnused();
            names.Report(diagnostics);
            new TopLevelLints(program, names.UsedAtTop).Report(diagnostics);
            UnreachableCases.Report(main, diagnostics);
        }

        return new AnalysisResult(elaborated, trains.Models.Count);
    }
}
