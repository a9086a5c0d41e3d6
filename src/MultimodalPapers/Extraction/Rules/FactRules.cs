using System.Collections.Immutable;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>All rules, in the order in which they run: names of the work first, then its parts, then whatever else is named.</summary>
internal static class FactRules
{
    public static ImmutableArray<FactRule> All { get; } =
    [
        IntroductionRules.TitleName,
        IntroductionRules.NameField,
        OrganizationRules.Field,
        OrganizationRules.NotePrefix,
        OrganizationRules.MadeBy,
        OrganizationRules.GroupAuthor,
        ComponentRules.Fields,
        IntroductionRules.CuedName,
        IntroductionRules.NounBesideName,
        IntroductionRules.Gloss,
        IntroductionRules.ShortNote,
        IntroductionRules.PrimarySource,
        IntroductionRules.FamilyMember,
        ModelRules.Relations,
        TechniqueRules.Mentions,
        TechniqueRules.CoinedComponent,
        DatasetRules.Relations,
        IntroductionRules.Repository,
        ModelRules.CompoundNames,
        OrganizationRules.Mentions,
    ];
}
