using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
<<<<<<< HEAD
using NetLang.Compiler.Semantics.Definitions;
using NetLang.Compiler.Semantics.Lints;
=======
using NetLang.Compiler.Semantics.Files;
>>>>>>> b023210 (Import files, and call models from models)
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>What a file means.</summary>
/// <param name="Models">
/// The models without errors that the file declares, in its order, then those of other files that it trains.
/// </param>
/// <param name="Elaborated">How many such models were elaborated, with errors or without: all whose syntax is right.</param>
public sealed record AnalysisResult(ImmutableArray<ModelDefinition> Models, int Elaborated);

/// <summary>From syntax to models: the whole of semantics.</summary>
public static class Analyzer
{
    /// <summary>
    /// Elaborates every model of the main file; what is wrong goes to <paramref name="diagnostics"/>. What has been reported
    /// (a declaration that could not be parsed, an unknown name) is passed over in silence.
    /// </summary>
    public static AnalysisResult Analyze(
        ProgramFiles files, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
<<<<<<< HEAD
        var program = new Program(unit, prelude, diagnostics);
        var lints = NameResolver.Check(program, diagnostics);
        var trains = TrainDeclarations.ByModel(unit, diagnostics);

        var models = ImmutableArray.CreateBuilder<ModelDefinition>();
        var declarations = unit.Declarations.OfType<ModelDeclaration>().Where(m => m.Body is not MissingExpression).ToList();
        foreach (var declaration in declarations)
        {
            var train = trains.GetValueOrDefault(declaration.Name.Text);
            if (new ModelElaborator(program, declaration).Elaborate(train) is { } model)
                models.Add(model);
        }

        new DefinitionCheck(program, program.Names, diagnostics).Check(unit.Declarations.OfType<LetDeclaration>());
        if (!diagnostics.HasErrors) // else what is unused is perhaps not written yet
        {
            lints.Report(diagnostics);
            new TopLevelLints(program, lints.UsedAtTop).Report(diagnostics);
            UnreachableCases.Report(unit, diagnostics);
        }

        return new AnalysisResult(models.ToImmutable(), declarations.Count);
=======
        var program = new Program(files, prelude, diagnostics);
        foreach (var file in program.Files)
            NameResolver.Check(file, diagnostics);
        var trains = TrainDeclarations.In(program.Main, diagnostics);
        var models = new ModelTable(program, trains);
        return new AnalysisResult(
            [.. trains.Models.Select(models.Find).OfType<ModelDefinition>()], trains.Models.Count);
>>>>>>> b023210 (Import files, and call models from models)
    }
}
